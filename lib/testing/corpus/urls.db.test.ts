/**
 * Addresses that lead nowhere, elsewhere or to this machine: refused with the setting's name, and nobody connects to
 * a listener that waits there.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
// Before the actions: it prepares what Next wants of a request.
import { asRequest } from "../kit/as-request";
import { configSlot } from "#lib/base/config";
import { parseNetwork } from "#lib/base/networks";
import { fetchRecording } from "#lib/calls/recordings/fetch-recording";
import { checkConnectionAction, createConnectionAction } from "#lib/connections/actions";
import { closedAddresses } from "#lib/connections/addresses";
import { liveConnections, type LiveConnections } from "#lib/connections/ports";
import { validateSettings } from "#lib/connections/settings";
import { listOf } from "#lib/outgoing/address-rules";
import { createOutgoing } from "#lib/outgoing/client";
import { adapterFor } from "#lib/providers/registry";
import { checkConnection } from "#lib/telephony/ask-provider";
import { openOffice } from "../kit/office";
import { testConfig } from "../kit/test-config";
import { readCorpus } from "./corpus";
import { bytesOf, shortly, type Made } from "./made";

interface UrlCorpus {
  settings: { provider: string; fields: string[]; values: Made[] }[];
  hosts: { name: string; code: string; values: string[] }[];
  /** Recordings of a PBX at `pbx.example`; PORT is the listener's. */
  elsewhere: string[];
  redirects: string[];
  /** What a name leads to. */
  names: string[][];
}

const corpus = readCorpus<UrlCorpus>("urls");
const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { cookie } = await office.signIn(office.people.ada);
/** Settings without a fault, of each provider. */
const sound: Record<string, Record<string, string>> = {
  "prostie-zvonki": { url: "ws://pbx.example:10150" },
  phonet: { domain: "a.example", apiKey: "k" },
  evrotel: { token: "a-token-of-twenty-letters", billcode: "1" },
  callkeeper: { host: "a.example", apiKey: "k" },
  generic: { apiSecret: "k" },
};
const permitted = (...networks: string[]) => ({
  networks: listOf(networks.map((text) => parseNetwork(text)!)),
  hosts: new Set<string>(),
});

/** Knows one name, and asks nobody: the other settings' names would be looked for in the network. */
const resolve = async (name: string) =>
  name === "localhost" ? [{ address: "127.0.0.1", family: 4 }] : [];

let connections = 0;
let location = "";
const server = createServer((_, response) => response.writeHead(302, { location }).end());
server.on("connection", () => (connections += 1));
let port = 0;

beforeAll(async () => {
  server.listen(0, "::");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  const live: Partial<LiveConnections> = { check: checkConnection, apply: async () => undefined };
  liveConnections.fill(live as LiveConnections);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  liveConnections.clear();
});
beforeEach(() => {
  connections = 0;
  configSlot.set(testConfig({ allowedNetworks: [] }));
});

const here = (text: string) => text.replaceAll("PORT", String(port));

describe("a setting that is no address", () => {
  const fields = corpus.settings.flatMap(({ fields, ...rest }) =>
    fields.map((field) => ({ ...rest, field })),
  );
  it.each(fields)("$provider $field", async ({ provider, field, values }) => {
    const wrong: string[] = [];
    for (const value of values) {
      const settings = {
        values: { ...sound[provider], [field]: bytesOf(value).toString() },
        cleared: [],
      };
      const input = { provider, name: "A", slug: "a", enabled: true, settings };
      const saved = await asRequest(cookie, () => createConnectionAction(input));
      const checked = await asRequest(cookie, () => checkConnectionAction({ provider, settings }));
      for (const answer of [saved, checked] as { fields?: Record<string, string> }[]) {
        const named = Object.keys(answer.fields ?? {});
        if (named.join() !== `settings.${field}`)
          wrong.push(`${shortly(value)}: ${shortly(answer)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await office.db.connection.count()).toBe(0);
    expect(connections).toBe(0);
  });
});

describe.each(corpus.hosts)("$name", ({ code, values }) => {
  const places = [
    ["prostie-zvonki", "url", "ws"],
    ["phonet", "baseUrl", "http"],
    ["evrotel", "baseUrl", "https"],
    ["generic", "historyUrl", "http"],
  ] as const;
  it.each(values)("%s", async (host) => {
    for (const [provider, field, scheme] of places) {
      const settings = { ...sound[provider], [field]: `${scheme}://${host}:${port}/` };
      expect(await checkConnection({ provider, settings })).toMatchObject({ ok: false, code });
      const valid = validateSettings(provider, settings);
      const row = { id: "x", slug: "x", provider };
      const all = await closedAddresses(row, valid.ok ? valid.value : {}, resolve);
      const told = all.filter((one) => one.field === field);
      expect(told.map((one) => one.field)).toEqual([field]);
      const [{ entries } = { entries: null }] = told;
      expect(entries === null).toBe(code === "forbidden-address");
    }
    const address = `http://${host}:${port}/1.wav`;
    const recording = fetchRecording({
      address,
      owns: () => true,
      outgoing: createOutgoing(permitted()),
      signal: new AbortController().signal,
    });
    await expect(recording).rejects.toMatchObject({ name: "RecordingError", code: "closed" });
    expect(connections).toBe(0);
  });
});

describe("recordings", () => {
  const adapter = adapterFor("prostie-zvonki");
  const settings = adapter.settings.parse(sound["prostie-zvonki"]);
  /** All of this machine but where the listener is looked for. */
  const outgoing = createOutgoing(permitted("127.0.0.0/8", "::1"));
  const fetchFrom = (address: string, owns: (url: URL) => boolean) =>
    fetchRecording({ address, owns, outgoing, signal: new AbortController().signal });
  const elsewhere = { name: "RecordingError", code: "elsewhere" };

  it.each(corpus.elsewhere)("are not fetched from %j", async (address) => {
    const owns = (url: URL) => adapter.ownsRecording!(url, settings);
    const refusal = address.startsWith("ftp:") ? { ...elsewhere, code: "not-web" } : elsewhere;
    await expect(fetchFrom(here(address), owns)).rejects.toMatchObject(refusal);
    expect(connections).toBe(0);
  });

  it.each(corpus.redirects)("are not followed to %j", async (target) => {
    location = here(target);
    const owns = ({ host }: URL) => host === `127.0.0.2:${port}`;
    await expect(fetchFrom(`http://127.0.0.2:${port}/`, owns)).rejects.toMatchObject(elsewhere);
    expect(connections).toBe(1);
  });
});

it.each(corpus.names)("a name that leads to %s %s", async (...addresses) => {
  const found = addresses.filter(Boolean).map((address) => {
    return { address, family: address.includes(":") ? 6 : 4 };
  });
  const client = createOutgoing(permitted(), async () => found);
  await expect(client.fetch(`http://name.example:${port}/`)).rejects.toMatchObject({
    name: "ClosedAddressError",
  });
  expect(connections).toBe(0);
});
