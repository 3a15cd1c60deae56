/** What the command line of one provider's simulator has beyond everybody's. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";

export interface OwnOptions {
  description?: string;
  /** @default 0 */
  port?: number;
  add?(command: Command): void;
  /** @returns what its simulator is started with besides */
  read?(options: object): object;
}

interface ProstieZvonkiOptions {
  tlsKey?: string;
  tlsCert?: string;
  closeWith?: string;
}

/** By provider. */
export const ownOptions: Readonly<Record<string, OwnOptions>> = {
  "prostie-zvonki": {
    description: "The CTI server of Prostie Zvonki, after the vendor's own test server",
    port: 10_150,
    add: (command) =>
      void command
        .option("--tls-key <file>", "private key: makes it a wss:// server")
        .option("--tls-cert <file>", "certificate for it")
        .option("--close-with <code>", "close every connection with this code, e.g. 4003"),
    read: ({ tlsKey, tlsCert, closeWith }: ProstieZvonkiOptions) => ({
      closeWith: closeWith ? Number(closeWith) : undefined,
      tls:
        tlsKey && tlsCert
          ? { key: readFileSync(tlsKey, "utf8"), cert: readFileSync(tlsCert, "utf8") }
          : undefined,
    }),
  },
  callkeeper: {
    description: "CallKeeper: orders, the widget's script, the statistics",
    port: 10_180,
  },
};
