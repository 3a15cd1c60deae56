import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openHarness } from "../testing";
import { readBody } from "../kit/simulator-server";
import { generic } from "./adapter";
import { settingsFor } from "./testing";

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Heard extends Pick<IncomingMessage, "method" | "url" | "headers"> {
  body: string;
}

/** A PBX that answers everything alike, and tells what it was asked. */
async function pbx(status = 200, answer = "", headers = {}) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers: sent } = request;
    heard.push({ method, url, headers: sent, body: await readBody(request) });
    response.writeHead(status, headers).end(answer);
  });
  servers = [...servers, server];
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, callUrl: `${url}/call/{number}`, heard };
}

function place(settings: object, call: { extension?: string; number?: string } = {}) {
  const own = settingsFor(settings);
  const harness = openHarness(generic, own);
  const request = { extension: "101", number: "+380440000201", ...call };
  return generic.placeCall!(request, harness.command(own));
}

it("asks by GET, with everything in the address", async () => {
  const { url, heard } = await pbx();
  const address = `${url}/{secret}/originate?from={extension}&to={digits}&cid={callerId}&raw={number}`;
  const more = { callMethod: "GET", apiSecret: "s/3", callerId: "+380440000100" };
  await place({ callUrl: address, ...more });
  const path = "/s%2F3/originate?from=101&to=380440000201&cid=%2B380440000100&raw=%2B380440000201";
  expect(heard).toMatchObject([{ method: "GET", url: path, body: "" }]);
});

it.each([
  ["+38 (044) 000-02-01", "+380440000201", "380440000201"],
  ["044 000 02 01", "0440000201", "0440000201"],
  ["*100#", "*100#", "100"],
])("dials %j as %s or %s", async (number, plain, digits) => {
  const { url, heard } = await pbx();
  await place({ callUrl: url, callBody: "n={number}&d={digits}" }, { number });
  expect(Object.fromEntries(new URLSearchParams(heard[0]!.body))).toEqual({ n: plain, d: digits });
});

it("posts JSON or a form, with the configured headers", async () => {
  const { url, heard } = await pbx();
  const headers = "X-Api-Key: {secret}\nX-Account: office";
  const shared = { callUrl: `${url}/call`, headers, apiSecret: "s3cret" };
  await place({ ...shared, callBody: '{"to": "{number}", "from": "{extension}"}' });
  await place({ ...shared, callBody: "to={digits}&from={extension}" }, { extension: "1&to=2" });
  const sent = { "x-api-key": "s3cret", "x-account": "office" };
  expect(heard).toMatchObject([
    {
      method: "POST",
      headers: { ...sent, "content-type": "application/json" },
      body: '{"to":"+380440000201","from":"101"}',
    },
    {
      headers: { ...sent, "content-type": "application/x-www-form-urlencoded" },
      body: "to=380440000201&from=1%26to%3D2",
    },
  ]);
});

it.each([
  ['{"call": "pbx-7"}', { externalId: "pbx-7" }],
  ['{"call": 7}', { externalId: "7" }],
  ['{"call": {}}', {}],
  ["OK", {}],
  ["", {}],
])("reads the call's id in %j", async (answer, placed) => {
  const { callUrl } = await pbx(202, answer);
  await expect(place({ callUrl })).resolves.toEqual(placed);
});

it.each([
  [404, '{"error": "No extension 101"}', "The PBX answered: No extension 101 (HTTP 404)"],
  [
    422,
    '{"error": {"message": "Number is barred"}}',
    "The PBX answered: Number is barred (HTTP 422)",
  ],
  [400, '{"message": "Bad number"}', "The PBX answered: Bad number (HTTP 400)"],
  [500, "<h1>Out of order</h1>", "The PBX answered: Out of order (HTTP 500)"],
  [302, "", "The PBX's address leads elsewhere (HTTP 302)"],
  [403, "wrong key s3cret-key", "The PBX answered: wrong key •••• (HTTP 403)"],
])("fails in the PBX's words: %i %s", async (status, answer, words) => {
  const { callUrl, heard } = await pbx(status, answer, { location: "http://127.0.0.1:9/" });
  const settings = { callUrl: `${callUrl}?k={secret}`, apiSecret: "s3cret-key" };
  const failure = await place(settings).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "refused", message: words });
  expect(String(failure)).not.toContain("s3cret-key");
  expect(heard).toHaveLength(1);
});

it("wants the word of a good answer where one is set", async () => {
  const refusing = await pbx(200, "Error: line is busy");
  const refused = { code: "refused", message: expect.stringContaining("line is busy") };
  const settings = { successText: "Success" };
  await expect(place({ callUrl: refusing.callUrl, ...settings })).rejects.toMatchObject(refused);
  const good = await pbx(200, "Response: Success");
  await expect(place({ callUrl: good.callUrl, ...settings })).resolves.toEqual({});
});

it("asks nobody where no address is set, and is not offered then", async () => {
  await expect(place({})).rejects.toMatchObject({ code: "refused" });
  expect(generic.unused!(settingsFor())).toEqual(["placeCall", "backfill"]);
  expect(generic.unused!(settingsFor({ callUrl: "https://pbx.example/{number}" }))).toEqual([
    "backfill",
  ]);
});

it("asks nobody about what no place can hold", async () => {
  const { callUrl, heard } = await pbx();
  await expect(
    place({ callUrl: `${callUrl}/{extension}/x` }, { extension: ".." }),
  ).rejects.toThrow();
  expect(heard).toEqual([]);
});
