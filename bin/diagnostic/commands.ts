import type { DiagnosticClient } from "./client";

export const help = `Commands (upper or lower case):
  connect URL GUID [PASSWORD]     disconnect
  clients   version   serverid    events on|off
  call FROM TO                    transfer CALLID TO
  generate incoming FROM [LINE]
  generate transfer FROM TO [LINE] [GUID] [CALLID]
  generate transans FROM TO [LINE] [GUID] [CALLID]
  generate outcoming FROM TO [GUID] [CALLID]
  generate outans FROM TO [GUID] [CALLID]
  generate history FROM TO START END DURATION in|out [RECORD] [LINE] [CALLID]
  sms FROM TO GUID CALLID BASE64
  licence 1|0 COUNT TYPE          simulation on|off
  help   exit`;

type Command = (client: DiagnosticClient, words: string[]) => Promise<string>;

/** @returns what to print @throws in words */
export async function runCommand(client: DiagnosticClient, words: string[]): Promise<string> {
  const name = words[0]?.toLowerCase() ?? "";
  const run = commands[name];
  if (!run) throw new Error(`Unknown command "${words[0]}"; help lists them`);
  return run(client, words.slice(1));
}

const commands: Record<string, Command> = {
  help: async () => help,
  async connect(client, [url, guid, password = ""]) {
    await client.connect(need(url, "URL"), need(guid, "GUID"), password);
    return "Connected";
  },
  async disconnect(client) {
    client.disconnect();
    return "Disconnected";
  },
  async events(client, [mode]) {
    client.showsEvents = /^on$/i.test(need(mode, "on|off"));
    return `Events are ${client.showsEvents ? "shown" : "hidden"}`;
  },
  async version(client) {
    return (await client.request("GetVersion", {})).data.Version ?? "";
  },
  async serverid(client) {
    const { data, rows } = await client.request("GetServerId", {});
    return data.ServerId || rows[0]?.ServerId || "(none)";
  },
  async clients(client) {
    const { rows } = await client.request("GetClients", {});
    const line = (row: Record<string, string>) =>
      Object.entries(row)
        .map(([name, value]) => `${name}=${value}`)
        .join(" ");
    return rows.map(line).join("\n") || "No clients";
  },
  call: (client, [from, to]) =>
    accepted(client, "Call", { From: need(from, "FROM"), To: need(to, "TO") }),
  transfer: (client, [callId, to]) =>
    accepted(client, "Transfer", { CallID: need(callId, "CALLID"), To: need(to, "TO") }),
  simulation: (client, [mode]) =>
    accepted(client, "Simulation", { Mode: need(mode, "on|off").toLowerCase() }),
  licence: (client, [system, count, type]) =>
    accepted(client, "License", {
      System: need(system, "1|0"),
      Clients: need(count, "COUNT"),
      Type: need(type, "TYPE"),
    }),
  sms: (client, [from, to, guid, callId, text]) =>
    generate(client, {
      Event: "128",
      From: need(from, "FROM"),
      To: need(to, "TO"),
      CallID: callId,
      Smstext: need(text, "BASE64"),
      ClientGUID: guid,
    }),
  async generate(client, [kind, ...rest]) {
    const fields = generated[need(kind, "what").toLowerCase()];
    if (!fields) throw new Error(`generate knows ${Object.keys(generated).join(", ")}`);
    return generate(client, fields(rest));
  },
};
commands.license = commands.licence!;

type Fields = Record<string, string | undefined>;

const generated: Record<string, (words: string[]) => Fields> = {
  incoming: ([from, line]) => ({ Event: "1", From: need(from, "FROM"), Line: line }),
  transfer: (words) => ({ Event: "2", ...withLine(words) }),
  transans: (words) => ({ Event: "32", ...withLine(words) }),
  outcoming: (words) => ({ Event: "8", ...withoutLine(words) }),
  outans: (words) => ({ Event: "16", ...withoutLine(words) }),
  history: ([from, to, start, end, duration, direction, record, line, callId]) => ({
    Event: "4",
    From: need(from, "FROM"),
    To: need(to, "TO"),
    CallID: callId,
    Line: line,
    Start: need(start, "START"),
    End: need(end, "END"),
    Duration: need(duration, "DURATION"),
    Record: record,
    Direction: /^out$/i.test(need(direction, "in|out")) ? "1" : "0",
  }),
};

function withLine([from, to, line, guid, callId]: string[]): Fields {
  return {
    From: need(from, "FROM"),
    To: need(to, "TO"),
    CallID: callId,
    Line: line,
    ClientGUID: guid,
  };
}

function withoutLine([from, to, guid, callId]: string[]): Fields {
  return { From: need(from, "FROM"), To: need(to, "TO"), CallID: callId, ClientGUID: guid };
}

function need(word: string | undefined, what: string): string {
  if (word === undefined) throw new Error(`${what} is missing; help shows the command's form`);
  return word;
}

async function generate(client: DiagnosticClient, fields: Fields): Promise<string> {
  const given = Object.entries({ ...fields, ClientGUID: fields.ClientGUID ?? "*" });
  const data = given.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return accepted(client, "Generate", Object.fromEntries(data));
}

async function accepted(
  client: DiagnosticClient,
  method: string,
  data: Record<string, string>,
): Promise<string> {
  await client.request(method, data);
  return "OK";
}
