// npm run simulate -- <provider> [options]: a provider's side of its protocol, to try things with.
// A line on the standard input plays a scenario, or rings: `burst`, `ring 101 73430112233`.
import { Command, InvalidArgumentError } from "commander";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fieldsOf } from "#lib/connections/setting-fields";
import { providers } from "#lib/providers/registry";
import { type ScenarioName, scenarioNames, type Simulator } from "#lib/providers/simulator";

/** What the command line of one provider's simulator has beyond everybody's. */
interface OwnOptions {
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
const ownOptions: Readonly<Record<string, OwnOptions>> = {
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

/** What is connected by then hears the scenario from its beginning, in ms. */
const untilConnected = 3_000;

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError("a port is a number from 0 to 65535");
  }
  return value;
}

function scenario(text: string): ScenarioName {
  const name = scenarioNames.find((name) => name === text);
  if (!name) throw new InvalidArgumentError(`scenarios are ${scenarioNames.join(", ")}`);
  return name;
}

function setting(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name = "", ...value] = text.split("=");
  if (!name || value.length === 0) throw new InvalidArgumentError("write name=value");
  return { ...before, [name]: value.join("=") };
}

interface Options {
  port: number;
  host: string;
  password?: string;
  setting?: Record<string, string>;
  extensions: string;
  hook?: string;
  script?: boolean;
  scenario?: ScenarioName;
}

const program = new Command("simulate").description("Starts a provider's simulator");

for (const { adapter, simulator: load } of providers) {
  const { id, label, settings } = adapter;
  const own = ownOptions[id];
  const secret = fieldsOf(settings.shape).find((field) => field.secret)?.name;
  const command = program
    .command(id)
    .description(own?.description ?? `${label}, after its documents`)
    .option("-p, --port <number>", "port to listen on, 0 for a free one", port, own?.port ?? 0)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("-s, --setting <name=value>", "a setting clients have to match; repeatable", setting)
    .option("--extensions <list>", "the company's extensions", "101,102,103")
    .option("--script", "play a believable call after each one that is ordered")
    .option("--scenario <name>", `play one of ${scenarioNames.join(", ")}`, scenario);
  if (secret) command.option("-c, --password <text>", `the same as --setting ${secret}=<text>`);
  if (adapter.receiveWebhook) {
    command.option("--hook <url>", "where to report calls: http://…/api/hooks/<short name>");
  }
  own?.add?.(command);
  command.action(async (options: Options) => {
    const password = secret && options.password !== undefined && { [secret]: options.password };
    const { startSimulator } = await load();
    const simulator = await startSimulator({
      port: options.port,
      host: options.host,
      settings: { ...options.setting, ...password },
      extensions: options.extensions.split(",").map((extension) => extension.trim()),
      hookUrl: options.hook,
      script: options.script,
      log: (line) => console.log(line),
      ...own?.read?.(options),
    });
    tell(simulator.settings);
    if (options.scenario) setTimeout(() => simulator.play(options.scenario!), untilConnected);
    listen(simulator);
    const stop = () => void simulator.close().then(() => process.exit(0));
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}

function tell(settings: Record<string, unknown>): void {
  const address = Object.values(settings).find((value) => /^(ws|http)s?:/.test(String(value)));
  if (address) console.log(`Listening on ${String(address)}`);
  console.log("Settings to fill in:");
  for (const [name, value] of Object.entries(settings)) console.log(`  ${name}: ${String(value)}`);
}

function listen(simulator: Simulator): void {
  createInterface({ input: process.stdin }).on("line", (line) => {
    const [word = "", extension = "", from = ""] = line.trim().split(/\s+/);
    const known = scenarioNames.find((name) => name === word);
    if (known) simulator.play(known);
    else if (word === "ring" && from) simulator.ring({ extension, from });
    else if (word) console.log(`Scenarios: ${scenarioNames.join(", ")}; ring <extension> <number>`);
  });
}

await program.parseAsync().catch((error: NodeJS.ErrnoException) => {
  console.error(error.code === "EADDRINUSE" ? "This port is taken: choose another" : error.message);
  process.exit(1);
});
