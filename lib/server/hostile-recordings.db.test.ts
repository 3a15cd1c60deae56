/** Where recordings are fetched, and what is taken for one, whatever a provider says. */
import { expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { parseNetwork } from "#lib/base/networks";
import { sealSettings } from "#lib/connections/settings";
import { answerRecording, simulatedRecording } from "#lib/providers/kit/simulated-recording";
import { codeOf, openRecordingOffice } from "#lib/testing/kit/open-recording-office";
import { testConfig } from "#lib/testing/kit/test-config";

const wav = simulatedRecording();
const { db, vendor, answerWith, serve, call, listen } = await openRecordingOffice();

it.each([
  "http://[",
  "http://",
  "::",
  "http://a b/",
  "javascript:alert(1)",
  "//x",
  "http://:99999/",
])("is none at %s, which nobody can read as its address", async (address) => {
  const response = await listen(await call(address), "olena");
  expect(await codeOf(response)).toEqual([502, "elsewhere"]);
});

it("is none where a redirect can't be read", async () => {
  answerWith((_, response) => void response.writeHead(302, { location: "http://[" }).end());
  const response = await listen(await call(`${vendor}/calls/1.wav`), "olena");
  expect(await codeOf(response)).toEqual([502, "elsewhere"]);
});

it("is not fetched from a local address without permission, also after a redirect", async () => {
  const allow = (...texts: string[]) =>
    configSlot.set({ ...testConfig(), allowedNetworks: texts.map((text) => parseNetwork(text)!) });
  let asked = 0;
  const inside = await serve((request, response) => {
    asked += 1;
    answerRecording(request, response);
  }, "127.0.0.3");
  // Both are the connection's own; the operator permits one of them.
  const values = { apiKey: "k", domain: "a.example", country: "UA" };
  const own = await db.connection.create({
    data: { slug: "own", provider: "phonet", name: "own", settings: "{}" },
  });
  const addresses = { baseUrl: vendor, recordingsUrl: `${inside}/` };
  const settings = await sealSettings(own, { ...values, ...addresses });
  await db.connection.update({ where: { id: own.id }, data: { settings } });
  const place = async (recordingUrl: string) => {
    const id = await call(recordingUrl);
    return (await db.call.update({ where: { id }, data: { connectionId: own.id } })).id;
  };
  const direct = await place(`${inside}/1.wav`);
  const redirected = await place(`${vendor}/1.wav`);
  answerWith((_, response) => void response.writeHead(302, { location: `${inside}/1.wav` }).end());

  allow("127.0.0.1");
  for (const id of [direct, redirected]) {
    const refused = await listen(id, "maria");
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    expect([refused.status, error.code]).toEqual([502, "closed"]);
    expect(error.message).toContain("TINYCRM_ALLOWED_NETWORKS");
  }
  expect(asked).toBe(0);

  allow("127.0.0.1", "127.0.0.3");
  expect((await listen(redirected, "maria")).status).toBe(200);
  expect(asked).toBe(1);
});

it("follows three redirects and no fourth", async () => {
  const hops = (most: number) => {
    let hop = 0;
    answerWith((request, response) => {
      hop += 1;
      if (hop > most) return answerRecording(request, response);
      response.writeHead(302, { location: `/calls/${hop}.wav` }).end();
    });
  };
  const id = await call(`${vendor}/calls/0.wav`);
  hops(3);
  expect((await listen(id, "olena")).status).toBe(200);
  hops(4);
  expect(await codeOf(await listen(id, "olena"))).toEqual([502, "elsewhere"]);
});

const page = Buffer.from("internal page: top-secret-content, not for anybody");
const noType = {};
const vague = { "content-type": "application/octet-stream" };

it.each([
  ["no type", noType, page],
  ["a vague type", vague, page],
  ["JSON's type", { "content-type": "application/json" }, wav],
  ["text's type", { "content-type": "text/plain" }, wav],
  ["nothing", vague, Buffer.alloc(0)],
  ["a RIFF that is no WAVE", vague, Buffer.from("RIFF0000AVI LIST0000")],
  ["a picture", vague, Buffer.from("\x89PNG\r\n\x1a\n0000000000000000", "latin1")],
])("of %s is no audio, whole or in part", async (_, headers, bytes) => {
  answerWith((_request, response) => void response.writeHead(200, headers).end(bytes));
  const id = await call(`${vendor}/calls/1.wav`);
  expect(await codeOf(await listen(id, "olena"))).toEqual([502, "not-audio"]);
  answerWith(({ headers: { range = "" } }, response) => {
    const [from = 0, to = bytes.length - 1] = (/(\d+)-(\d*)/.exec(range)?.slice(1) ?? []).map(
      Number,
    );
    const part = { ...headers, "content-range": `bytes ${from}-${to}/${bytes.length}` };
    response.writeHead(206, part).end(bytes.subarray(from, to + 1));
  });
  for (const range of ["bytes=0-0", "bytes=0-30", "bytes=10-40"]) {
    const response = await listen(id, "olena", { range });
    expect(await codeOf(response), range).toEqual([502, "not-audio"]);
  }
});

it.each([
  ["WAV", Buffer.concat([wav.subarray(0, 200)]), "audio/wav", "/calls/1"],
  [
    "MP3 with a tag",
    Buffer.from("ID3\x03\x00\x00\x00\x00\x00\x0f", "latin1"),
    "audio/mpeg",
    "/calls/1",
  ],
  [
    "MP3 without",
    Buffer.from("\xff\xfb\x90\x64" + "0".repeat(60), "latin1"),
    "audio/mpeg",
    "/calls/1",
  ],
  ["Ogg", Buffer.from("OggS\x00\x02" + "0".repeat(60), "latin1"), "audio/ogg", "/calls/1.opus"],
  [
    "MP4",
    Buffer.from("\x00\x00\x00\x20ftypM4A " + "0".repeat(60), "latin1"),
    "audio/mp4",
    "/calls/1.m4a",
  ],
])("of no type is %s by its bytes, from its middle too", async (_, bytes, type, path) => {
  answerWith(({ headers: { range = "" } }, response) => {
    const [, from = "0", to = ""] = /(\d+)-(\d*)/.exec(range) ?? [];
    const part = bytes.subarray(Number(from), to === "" ? bytes.length : Number(to) + 1);
    const last = Number(from) + part.length - 1;
    const headers = { "content-range": `bytes ${from}-${last}/${bytes.length}` };
    response.writeHead(range ? 206 : 200, range ? headers : {}).end(part);
  });
  const id = await call(vendor + path);
  const whole = await listen(id, "olena");
  expect([whole.status, whole.headers.get("content-type")]).toEqual([200, type]);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const part = await listen(id, "olena", { range: "bytes=4-7" });
  expect([part.status, part.headers.get("content-type")]).toEqual([206, type]);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(4, 8))).toBe(true);
});

it("is not begun when it is endless by its own word", async () => {
  const length = String(513 * 1024 * 1024);
  const headers = { "content-type": "audio/wav", "content-length": length };
  answerWith((_, response) => void response.writeHead(200, headers).write("RIFF"));
  const response = await listen(await call(`${vendor}/calls/1.wav`), "olena");
  expect(await codeOf(response)).toEqual([502, "too-large"]);
});
