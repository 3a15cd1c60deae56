// npm run simulate -- <provider> [options]: a provider's side of its protocol, to try things with.
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { startSimulator } from "#lib/providers/prostie-zvonki/simulator";

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError("a port is a number from 0 to 65535");
  }
  return value;
}

interface Options {
  port: number;
  host: string;
  password: string;
  tlsKey?: string;
  tlsCert?: string;
  script?: boolean;
  closeWith?: string;
}

const program = new Command("simulate").description("Starts a provider's simulator");

program
  .command("prostie-zvonki")
  .description("The CTI server of Prostie Zvonki, after the vendor's own test server")
  .option("-p, --port <number>", "port to listen on, 0 for a free one", port, 10150)
  .option("--host <address>", "address to listen on", "0.0.0.0")
  .option("-c, --password <text>", "password clients must bring", "")
  .option("--tls-key <file>", "private key: makes it a wss:// server")
  .option("--tls-cert <file>", "certificate for it")
  .option("--script", "play a believable call after each Call request")
  .option("--close-with <code>", "close every connection with this code, e.g. 4003")
  .action(async (options: Options) => {
    const tls =
      options.tlsKey && options.tlsCert
        ? { key: readFileSync(options.tlsKey, "utf8"), cert: readFileSync(options.tlsCert, "utf8") }
        : undefined;
    const simulator = await startSimulator({
      port: options.port,
      host: options.host,
      password: options.password,
      script: options.script,
      closeWith: options.closeWith ? Number(options.closeWith) : undefined,
      log: (line) => console.log(line),
      tls,
    });
    console.log(`Listening on ${simulator.url}`);
    const stop = () => void simulator.close().then(() => process.exit(0));
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });

await program.parseAsync().catch((error: NodeJS.ErrnoException) => {
  console.error(error.code === "EADDRINUSE" ? "This port is taken: choose another" : error.message);
  process.exit(1);
});
