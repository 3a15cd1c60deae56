/** Where a connection's settings may send our server and its secrets: form, test, warnings. */
import { createServer, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { parseNetwork } from "#lib/base/networks";
import { grantByFile } from "#lib/outgoing/permissions";
import { checkConnection } from "#lib/telephony/ask-provider";
import { asRequest } from "#lib/testing/kit/as-request";
import { openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { checkConnectionAction, updateConnectionAction } from "./actions";
import { liveConnections, type LiveConnections } from "./ports";
import { closedAddressesOf } from "./queries";
import { saveConnection } from "./save-connection";
import { openSettings } from "./settings";
import { warnOfClosedAddresses } from "./addresses";

const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { cookie } = await office.signIn(office.people.ada);
let listener: { port: number; connections: number; close(): void };

beforeEach(async () => {
  listener = await listen();
  const live: Partial<LiveConnections> = { check: checkConnection, apply: async () => undefined };
  liveConnections.fill(live as LiveConnections);
  permit("127.0.0.0/8");
});
afterEach(async () => {
  listener.close();
  liveConnections.clear();
  grantByFile({ networks: [], connections: [] });
  await office.db.connection.deleteMany();
});

function permit(...networks: string[]) {
  const allowedNetworks = networks.map((text) => parseNetwork(text)!);
  configSlot.set({ ...testConfig(), allowedNetworks });
}

/** Takes connections and says nothing that any provider says. */
async function listen() {
  const server = createServer((socket) => {
    listener.connections += 1;
    socket.on("error", () => undefined).end("HTTP/1.1 500 No\r\ncontent-length: 2\r\n\r\nno");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: 0,
    close: () => void server.close(),
  };
}

const secret = "LIVE-KEY-5f3a9c0d1e2b";
/** Of each provider: its secret, and addresses with another server in them. */
const moves = [
  ["prostie-zvonki", "password", { url: "ws://pbx.example:10150" }, { url: "ws://{here}" }],
  ["prostie-zvonki", "password", { url: "ws://pbx.example" }, { url: "wss://pbx.example:10150" }],
  ["prostie-zvonki", "password", { url: "pbx.example" }, { url: "pbx.example:10151" }],
  ["prostie-zvonki", "password", { url: "a.example" }, { recordingsUrl: "http://{here}/" }],
  ["phonet", "apiKey", { domain: "a.example" }, { baseUrl: "http://{here}" }],
  ["phonet", "apiKey", { domain: "a.example", baseUrl: "https://b.example" }, { baseUrl: "" }],
  ["phonet", "apiKey", { domain: "a.example" }, { domain: "b.example" }],
  ["evrotel", "token", { billcode: "1" }, { baseUrl: "http://{here}/" }],
  ["evrotel", "token", { billcode: "1" }, { statisticsUrl: "http://{here}/" }],
  ["callkeeper", "apiKey", { host: "a.example" }, { apiUrl: "http://{here}/" }],
  ["callkeeper", "apiKey", { host: "a.example" }, { host: "{here}" }],
] as const;

describe("a changed address wants its secret typed anew", () => {
  it.each(moves)("%s, %s, %o to %o", async (provider, name, before, after) => {
    const settings = { ...before, [name]: secret };
    const { id } = await saveConnection({
      slug: "a",
      name: "A",
      provider,
      enabled: true,
      settings,
    });
    const row = () => office.db.connection.findUniqueOrThrow({ where: { id } });
    const stored = (await row()).settings;
    const here = `127.0.0.1:${listener.port}`;
    const text = JSON.stringify({ ...(await openSettings(await row())), ...after });
    const values = textsOf(text.replaceAll("{here}", here), name);
    const form = { values, cleared: [] };
    const refused = { ok: false, code: "invalid", fields: { [`settings.${name}`]: "retype" } };
    const check = (settings: object) => asRequest(cookie, () => checkConnectionAction(settings));
    const save = (settings: object) => asRequest(cookie, () => updateConnectionAction(settings));
    expect(await check({ id, provider, settings: form })).toMatchObject(refused);
    expect(await save({ id, name: "A", settings: form })).toMatchObject(refused);
    expect(listener.connections).toBe(0);
    expect((await row()).settings).toBe(stored);

    const retyped = { values: { ...values, [name]: "typed-anew-by-hand" }, cleared: [] };
    expect(await save({ id, name: "A", settings: retyped })).toMatchObject({ ok: true });
    expect((await openSettings(await row()))[name]).toBe("typed-anew-by-hand");
  });

  it("and is kept where only the path changes, or nothing", async () => {
    const settings = { domain: "a.example", baseUrl: "https://a.example/x", apiKey: secret };
    const saved = { slug: "a", name: "A", provider: "phonet", enabled: true, settings };
    const { id } = await saveConnection(saved);
    const row = () => office.db.connection.findUniqueOrThrow({ where: { id } });
    const values = { domain: "a.example", baseUrl: "https://A.example:443/y", country: "UA" };
    const input = { id, name: "A", settings: { values } };
    expect(await asRequest(cookie, () => updateConnectionAction(input))).toMatchObject({
      ok: true,
    });
    expect((await openSettings(await row())).apiKey).toBe(secret);
  });
});

/** A form's fields, the secret empty. */
function textsOf(json: string, secretName: string): Record<string, string> {
  const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
  const texts = entries.map(([name, value]) => [name, value === false ? "" : String(value)]);
  return { ...Object.fromEntries(texts), [secretName]: "" } as Record<string, string>;
}

const tries = [
  ["prostie-zvonki", { url: "ws://{here}" }],
  ["prostie-zvonki", { url: "ws://2130706433:{port}" }],
  ["phonet", { domain: "a.example", apiKey: "k", baseUrl: "http://{here}" }],
  ["phonet", { domain: "a.example", apiKey: "k", baseUrl: "http://[::ffff:7f00:1]:{port}" }],
  ["evrotel", { token: "t", billcode: "1", baseUrl: "http://0x7f.1:{port}/" }],
  ["evrotel", { token: "t", billcode: "1", baseUrl: "http://localhost:{port}/" }],
  ["callkeeper", { host: "a.example", apiKey: "k", apiUrl: "http://{here}/" }],
] as const;

describe("a test of settings", () => {
  it.each(tries)("of %s goes to no local address by itself: %o", async (provider, settings) => {
    permit();
    const { port } = listener;
    const given = JSON.stringify(settings).replaceAll("{here}", `127.0.0.1:${port}`);
    const request = { provider, settings: JSON.parse(given.replaceAll("{port}", String(port))) };
    const checked = await checkConnection(request);
    expect(checked).toMatchObject({
      ok: false,
      code: "closed-address",
      message: expect.stringMatching(/start it with TINYCRM_ALLOWED_NETWORKS=[\w.:]+\/(?:32|128)/),
    });
    expect(listener.connections).toBe(0);

    permit("127.0.0.1", "::1");
    expect(await checkConnection(request)).toMatchObject({ ok: false });
    expect(listener.connections).toBeGreaterThan(0);
  });

  it("goes where the provisioning file sends this connection, and no other", async () => {
    permit();
    const url = new URL(`ws://127.0.0.1:${listener.port}`);
    grantByFile({ networks: [], connections: [{ slug: "declared", addresses: [url] }] });
    const settings = { url: url.href };
    const provider = "prostie-zvonki";
    const as = (slug: string) =>
      checkConnection({ provider, settings, connection: { id: "x", slug } });
    expect(await as("other")).toMatchObject({ code: "closed-address" });
    expect(listener.connections).toBe(0);
    expect(await as("declared")).not.toMatchObject({ code: "closed-address" });
    expect(listener.connections).toBe(1);
  });
});

it("says at start, and on its page, which stored connection needs permission", async () => {
  permit("10.0.0.0/8");
  const provider = "prostie-zvonki";
  const save = (slug: string, url: string, over = {}) =>
    saveConnection({ slug, name: slug, provider, enabled: true, settings: { url }, ...over });
  const { id } = await save("lan", "ws://192.168.1.10:10150");
  await save("permitted", "ws://10.0.0.5:10150");
  await save("internet", "ws://8.8.8.8:10150");
  await save("off", "ws://192.168.1.11", { enabled: false });
  const metadata = await save("metadata", "ws://169.254.169.254");
  const lines: [object, string][] = [];
  const write = (fields: object, words: string) => void lines.push([fields, words]);
  const log = { debug: write, info: write, warn: write, error: write };
  await warnOfClosedAddresses(log);
  const allow = "TINYCRM_ALLOWED_NETWORKS=192.168.1.10/32";
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual([
    { connection: "lan", fields: ["url"], allow },
    expect.stringContaining(allow),
  ]);
  expect(lines).toContainEqual([
    { connection: "metadata", fields: ["url"], allow: undefined },
    expect.stringContaining("never connected to"),
  ]);
  expect(await closedAddressesOf(id)).toMatchObject([{ field: "url", entries: "192.168.1.10/32" }]);
  expect(await closedAddressesOf(metadata.id)).toMatchObject([{ field: "url", entries: null }]);
});
