/** Who may read the metrics, and where. */
import { isIP } from "node:net";
import { z } from "zod";

export interface MetricsConfig {
  /** Who has it may read them; null: nobody at the product's own door. */
  token: string | null;
  /** A port of their own. */
  listen: ListenAddress | null;
}

export interface ListenAddress {
  host: string;
  port: number;
}

/** A port, for this machine alone, or an address and a port. */
export const metricsPort = z.string().transform((text, ctx): ListenAddress => {
  const [, host = "127.0.0.1", digits] = /^(?:\[?([\da-f.:]+?)\]?:)?(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  if (digits !== undefined && port <= 65_535 && isIP(host) !== 0) return { host, port };
  ctx.addIssue({
    code: "custom",
    message: "must be a port, or an address and a port: 0.0.0.0:9464",
  });
  return z.NEVER;
});

/** Whether other machines can reach the port, and nothing is asked of them. */
export function isOpenToAll({ token, listen }: MetricsConfig): boolean {
  return listen !== null && token === null && !["127.0.0.1", "::1"].includes(listen.host);
}
