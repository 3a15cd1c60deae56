import { expect, it } from "vitest";
import type { WebhookRequest } from "../contract";
import { openHarness } from "../testing";
import { generic } from "./adapter";
import { settingsFor, signed, token } from "./testing";
import { newHookToken } from "./token";

const ringing = {
  type: "ringing",
  call: "42",
  direction: "incoming",
  from: "+380440000201",
  to: "+380440000100",
  extension: "101",
};
const over = {
  ...ringing,
  type: "ended",
  disposition: "answered",
  startedAt: "2026-11-29T10:00:00+02:00",
};
const open = (more: object = {}) => openHarness(generic, settingsFor(more));
const unauthorized = { name: "ProviderError", code: "unauthorized" };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** What a PBX sends that can't sign. */
const plain = (headers: Record<string, string>, query = ""): WebhookRequest => ({
  method: "POST",
  headers: new Headers(headers),
  body: JSON.stringify(ringing),
  query: new URLSearchParams(query),
});

it("takes a signed event, and a list of them", async () => {
  const harness = open();
  const one = await harness.receive(signed(ringing));
  expect(one).toMatchObject({ status: 200, body: '{"accepted":1}' });
  const list = [
    { ...ringing, call: "43" },
    { ...ringing, call: "44", extensions: [102, "103"] },
  ];
  await harness.receive(signed(list, { id: "msg_2" }));
  expect(harness.events()).toMatchObject([
    { kind: "call:ringing", externalId: "42", clientNumber: "+380440000201", extension: "101" },
    { externalId: "43", trunk: "+380440000100" },
    { externalId: "44", extension: "101" },
    { externalId: "44", extension: "102" },
    { externalId: "44", extension: "103" },
  ]);
});

it.each([
  ["a signature of another token", signed(ringing, { token: newHookToken() })],
  ["another body", { ...signed(ringing), body: JSON.stringify({ ...ringing, call: "43" }) }],
  ["another id", { ...signed(ringing, { headers: { "webhook-id": "msg_9" } }) }],
  ["a time that was not signed", signed(ringing, { headers: { "webhook-timestamp": "1" } })],
  ["a time of six minutes ago", signed(ringing, { at: minutesAgo(6) })],
  ["a time in six minutes", signed(ringing, { at: minutesAgo(-6) })],
  ["no signature", plain({})],
  ["a signature without its version", signed(ringing, { headers: { "webhook-signature": "v1" } })],
  ["the bare token as a bearer", plain({ authorization: `Bearer ${token}` })],
  ["the bare token in the address", plain({}, `token=${token}`)],
])("turns %s away, and keeps nothing", async (_, request) => {
  const harness = open();
  await expect(harness.receive(request)).rejects.toMatchObject(unauthorized);
  expect(harness.messages).toEqual([]);
});

const without = (name: string) => {
  const request = signed(ringing);
  request.headers.delete(name);
  return request;
};

it.each([
  ["webhook-id", "header is missing", without("webhook-id")],
  ["webhook-timestamp", "header is missing", without("webhook-timestamp")],
  ["webhook-signature", "header is missing", without("webhook-signature")],
  ["webhook-timestamp", "within five minutes of", signed(ringing, { at: minutesAgo(6) })],
  [
    "webhook-timestamp",
    "in Unix seconds",
    signed(ringing, { headers: { "webhook-timestamp": String(Date.now()) } }),
  ],
  [
    "webhook-signature",
    "v1, a comma",
    signed(ringing, { headers: { "webhook-signature": "sha256=00" } }),
  ],
  ["webhook-signature", "does not match", signed(ringing, { token: newHookToken() })],
])("says that %s is at fault: %s", async (field, words, request) => {
  const refused = { ...unauthorized, field, message: expect.stringContaining(words) };
  const failure = await open()
    .receive(request)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject(refused);
  expect(String(failure)).not.toContain(token);
});

it.each([
  ["is missing", {}, ""],
  ["is wrong", {}, "token=x"],
  ["is wrong", { authorization: "Bearer x" }, ""],
])("says where a bare token belongs that %s", async (words, headers, query) => {
  const refused = { ...unauthorized, message: expect.stringContaining(words) };
  await expect(open({ signed: false }).receive(plain(headers, query))).rejects.toMatchObject(
    refused,
  );
});

it("takes a signature of four minutes ago, and one of several", async () => {
  const harness = open();
  await harness.receive(signed(ringing, { at: minutesAgo(4) }));
  const other = signed(ringing, { token: newHookToken() }).headers.get("webhook-signature");
  const good = signed(ringing, { id: "msg_2" });
  const both = `${other} v2,x ${good.headers.get("webhook-signature")}`;
  good.headers.set("webhook-signature", both);
  await harness.receive(good);
  expect(harness.inbox()).toHaveLength(2);
});

it("takes nothing before it has a token", async () => {
  const bare = open({ token: "", signed: false });
  for (const request of [plain({}), plain({}, "token="), plain({ authorization: "Bearer " })]) {
    await expect(bare.receive(request)).rejects.toMatchObject(unauthorized);
  }
});

it("takes the bare token only where signatures are not asked for", async () => {
  const harness = open({ signed: false });
  await harness.receive(plain({ authorization: `Bearer ${token}` }));
  await harness.receive(plain({}, `token=${encodeURIComponent(token)}`));
  await harness.receive(signed({ ...ringing, call: "43" }));
  expect(harness.messages).toHaveLength(3);
  for (const wrong of [plain({}), plain({}, "token=x"), plain({ authorization: token })]) {
    await expect(harness.receive(wrong)).rejects.toMatchObject(unauthorized);
  }
});

it("knows a message that comes again: by its id, the event's own, or its time", async () => {
  const harness = open({ signed: false });
  const authorization = `Bearer ${token}`;
  const send = (event: object, more = {}) =>
    harness.receive({ ...plain({ authorization, ...more }), body: JSON.stringify(event) });
  for (const headers of [{ "webhook-id": "a" }, { "webhook-id": "a" }, { "webhook-id": "b" }]) {
    await send(ringing, headers);
  }
  expect(harness.inbox()).toHaveLength(2);
  for (const id of ["e1", "e1", 2, "2"]) await send({ ...ringing, id });
  expect(harness.inbox()).toHaveLength(4);
  const time = "2026-11-29T10:00:00+02:00";
  for (const call of ["42", "42", "43"]) await send({ ...ringing, call, time });
  expect(harness.inbox()).toHaveLength(6);
  // Nothing tells two of these apart, and nothing is lost.
  for (const event of [ringing, ringing]) await send(event);
  expect(harness.inbox()).toHaveLength(8);
});

it("refuses an id that no inbox keeps, by its name", async () => {
  const refused = { code: "unreadable", field: "webhook-id" };
  const request = signed(ringing, { id: "x".repeat(201) });
  await expect(open().receive(request)).rejects.toMatchObject(refused);
});

it.each([
  ["type", { ...ringing, type: "parked" }],
  ["type", { call: "1" }],
  ["call", { ...ringing, call: undefined }],
  ["call", { ...ringing, call: "" }],
  ["call", { ...ringing, call: "x".repeat(201) }],
  ["direction", { ...ringing, direction: "in" }],
  ["direction", { ...ringing, direction: undefined }],
  ["from", { ...ringing, from: ["+380440000201"] }],
  ["from", { ...ringing, from: "1".repeat(65) }],
  ["extension", { ...ringing, extension: undefined }],
  ["extension", { ...ringing, extension: "" }],
  ["extension", { ...ringing, extension: 1.5 }],
  ["extensions", { ...ringing, extensions: "101" }],
  ["extensions.1", { ...ringing, extensions: ["101", ""] }],
  ["extention", { ...ringing, extention: "101" }],
  ["time", { ...ringing, time: "2026-11-29 10:00:00" }],
  ["time", { ...ringing, time: "2026-11-29T10:00:00" }],
  ["time", { ...ringing, time: "2026-02-30T10:00:00Z" }],
  ["time", { ...ringing, time: 1 }],
  ["time", { ...ringing, time: 1_796_000_000_000 }],
  ["client", { ...ringing, client: "Anna" }],
  ["client.phone", { ...ringing, client: { phone: "1" } }],
  ["endedAt", { ...over, endedAt: "2026-11-29T09:59:59+02:00" }],
  ["time", { ...over, time: "2026-11-29T09:59:59+02:00" }],
  ["talkSeconds", { ...over, endedAt: "2026-11-29T10:01:00+02:00", talkSeconds: 90 }],
  ["client.url", { ...ringing, client: { url: "javascript:alert(1)" } }],
  ["disposition", { ...ringing, type: "ended", disposition: "ANSWERED" }],
  ["talkSeconds", { ...ringing, type: "ended", disposition: "busy", talkSeconds: "5" }],
  ["talkSeconds", { ...ringing, type: "ended", disposition: "busy", talkSeconds: -1 }],
  ["target", { ...ringing, type: "transferred" }],
  ["recording", { type: "recording", call: "1" }],
  ["body", "{"],
  ["body", "[]"],
  ["body", "null"],
  ["body", "[[]]"],
  ["1", [{ type: "arrived", call: "1" }, 7]],
  ["__proto__", '{"type":"arrived","call":"1","__proto__":{"from":"1"}}'],
  ["1.call", [ringing, { ...ringing, call: {} }]],
])("names the field, says what is expected, and keeps the message: %s", async (field, body) => {
  const harness = open();
  const refused = { name: "ProviderError", code: "unreadable", field };
  const failure = await harness.receive(signed(body)).catch((error: unknown) => error);
  expect(failure).toMatchObject({ ...refused, message: expect.stringMatching(/\w/) });
  // In our own words, not in those of the library that looks.
  expect(String(failure)).not.toMatch(/invalid|expected|received|too (?:big|small)/i);
  const kept = harness.messages.at(-1)!;
  expect(kept.refused).toMatchObject({ field });
  // Tried again, it says the same.
  expect(() => generic.parse(kept.raw, harness.origin(kept))).toThrow(
    expect.objectContaining({ field }),
  );
  expect(harness.logged.join()).not.toContain(token);
});

it.each([
  [1_796_000_000_000, "milliseconds is not taken"],
  ["2026-11-29T10:00:00", "has no offset"],
  ["2026-11-29 10:00:00", "has no offset"],
  ["1796000000", "without quotes"],
  ["tomorrow", "2026-11-29T10:00:00+02:00"],
])("says which time it expects instead of %j", async (time, words) => {
  const refused = { field: "time", message: expect.stringContaining(words) };
  await expect(open().receive(signed({ ...ringing, time }))).rejects.toMatchObject(refused);
});

it("takes times of a call that agree, about", async () => {
  const harness = open();
  const endedAt = "2026-11-29T10:01:00+02:00";
  for (const more of [{ endedAt, talkSeconds: 61 }, { time: endedAt }, { talkSeconds: 600 }]) {
    await harness.receive(signed({ ...over, ...more }, { id: JSON.stringify(more) }));
  }
  expect(harness.messages).toHaveLength(3);
});

it("names each event of a list that can't be read, up to ten", async () => {
  const harness = open();
  const list = [ringing, { ...ringing, type: "?" }, ringing, { ...ringing, from: [] }];
  const failure = await harness.receive(signed(list)).catch((error: unknown) => error);
  expect(failure).toMatchObject({ field: "1.type" });
  expect(String(failure)).toMatch(/must be arrived, .*; 3\.from: must be a telephone number/);
  const many = Array.from({ length: 30 }, () => ({ type: "arrived" }));
  const long = await open()
    .receive(signed(many))
    .catch((error: unknown) => error);
  expect(String(long)).toContain("; 9.call: ");
  expect(String(long)).not.toContain("10.call");
  expect(String(long)).toMatch(/and 20 more$/);
});

it("takes what is right of a list with a fault, once", async () => {
  const harness = open();
  const list = [ringing, { ...ringing, type: "?" }, { ...ringing, call: "44" }];
  for (let sent = 0; sent < 2; sent++) {
    await expect(harness.receive(signed(list))).rejects.toMatchObject({ field: "1.type" });
  }
  expect(harness.inbox()).toHaveLength(3);
  expect(harness.events()).toMatchObject([{ externalId: "42" }, { externalId: "44" }]);
});
