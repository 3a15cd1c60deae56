// npm run diagnostic -- <ws url> [command …]: the tutorial's diagnostic console, for the simulator
// and for the vendor's server alike. With a command it runs that one and ends; without, it asks.
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { DiagnosticClient } from "./diagnostic/client";
import { help, runCommand } from "./diagnostic/commands";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    password: { type: "string", short: "c", default: "" },
    guid: { type: "string", default: `diagnostic-${process.pid}` },
    help: { type: "boolean", short: "h" },
  },
});
const [address, ...command] = positionals;

async function once(url: string, words: string[]): Promise<number> {
  const client = new DiagnosticClient(console.log, { mask: 0 });
  try {
    await client.connect(url, values.guid, values.password);
    console.log(await runCommand(client, words));
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  } finally {
    client.disconnect();
  }
}

async function interactive(): Promise<void> {
  const client = new DiagnosticClient(console.log, { mask: 65_535 });
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const prompt = () => {
    lines.setPrompt(`[events ${client.showsEvents ? "on" : "off"}]> `);
    lines.prompt();
  };
  if (address) {
    await client
      .connect(address, values.guid, values.password)
      .then(() => console.log("Connected"))
      .catch((error: Error) => console.error(error.message));
  }
  prompt();
  for await (const line of lines) {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
    if (/^(exit|quit)$/i.test(words[0] ?? "")) break;
    if (words.length > 0) {
      await runCommand(client, words)
        .then((answer) => console.log(answer))
        .catch((error: Error) => console.error(error.message));
    }
    prompt();
  }
  client.disconnect();
  lines.close();
}

if (values.help) console.log(help);
else if (address && command.length > 0) process.exitCode = await once(address, command);
else await interactive();
