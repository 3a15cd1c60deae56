import { expect, it } from "vitest";
import type { WebhookRequest } from "../contract";
import { evrotel } from "./adapter";
import { contextFor, settingsFor, token, type TestContext } from "./testing";

const start = {
  callstatus: "start",
  calldate: "2018-04-01 00:00:11",
  direction: "i",
  numberA: "0987858227",
  numberB: "101",
};
const end = {
  callstatus: "end",
  calldate: "2018-04-01 00:02:11",
  callid: "7",
  direction: "i",
  billsec: "78",
  disposition: "ANSWERED",
  recfile: "/wav/9/2018-04-01/1522566805.1-2.wav",
};
const form = (fields: object) => new URLSearchParams(fields as Record<string, string>).toString();
const request = (body: string, headers: Record<string, string> = {}): WebhookRequest => ({
  method: "POST",
  headers: new Headers({ authorization: token, ...headers }),
  query: new URLSearchParams(),
  body,
});
const receive = (ctx: TestContext, body: string, headers?: Record<string, string>) =>
  evrotel.receiveWebhook!(request(body, headers), ctx);
const newContext = (firstId = 7) => contextFor(settingsFor(), { firstId });

it.each([
  ["a form", form(start), "application/x-www-form-urlencoded"],
  ["JSON", JSON.stringify(start), "application/json"],
  ["JSON that says it is a form", JSON.stringify(start), "application/x-www-form-urlencoded"],
  ["a form that says it is JSON", form(start), "application/json"],
  ["JSON with a byte order mark", `\uFEFF${JSON.stringify(start)}`, "text/plain"],
  ["the date by its other name", form({ ...start, calldate: "", date: start.calldate }), ""],
  ["nothing as null", JSON.stringify({ ...start, billsec: null, disposition: null }), ""],
  ["nothing as NULL", form({ ...start, billsec: "NULL", disposition: "null", recfile: "" }), ""],
  ["fields nobody knows", form({ ...start, channel: "SIP/1", callid: "" }), ""],
])("answers a start with its id alone: %s", async (_, body, type) => {
  const ctx = newContext();
  const answer = await receive(ctx, body, { "content-type": type });
  expect(answer).toEqual({ status: 200, body: "7", contentType: "text/plain; charset=utf-8" });
  expect(ctx.messages).toHaveLength(1);
  // However it was spelled, it is the same start.
  expect(await receive(ctx, form(start))).toMatchObject({ body: "7" });
  expect(ctx.messages).toHaveLength(1);
});

it("takes the same second of the hour that comes twice for two", async () => {
  const body = form({ ...start, calldate: "2026-10-25 03:30:00" });
  const own = settingsFor();
  const first = contextFor(own, { now: new Date("2026-10-25T00:30:01Z") });
  const second = { ...first, now: () => new Date("2026-10-25T01:30:01Z") };
  const ids = [first, first, second, second].map(async (ctx) => (await receive(ctx, body)).body);
  expect(await Promise.all(ids)).toEqual(["1", "1", "2", "2"]);
});

it("answers other starts with other ids", async () => {
  const ctx = newContext();
  const bodies = [
    start,
    { ...start, calldate: "2018-04-01 00:00:12" },
    { ...start, numberA: "0987858228" },
    { ...start, numberB: "102" },
    { ...start, direction: "o" },
  ];
  const answers = await Promise.all(bodies.map((body) => receive(ctx, form(body))));
  expect(answers.map(({ body }) => body)).toEqual(["7", "8", "9", "10", "11"]);
});

it("answers an end OK; its repeat is one message, its correction another", async () => {
  const ctx = newContext();
  await receive(ctx, form(start));
  for (const body of [form(end), form(end), JSON.stringify({ ...end, billsec: 78 })]) {
    expect(await receive(ctx, body)).toMatchObject({ status: 200, body: "OK" });
  }
  expect(ctx.messages).toHaveLength(2);
  await receive(ctx, form({ ...end, billsec: "79" }));
  expect(ctx.messages).toHaveLength(3);
});

it.each([
  ["", 403],
  ["x", 403],
  [`${token} `, 200],
  [`${token}x`, 403],
  [`Bearer ${token}`, 200],
  [`bearer ${token}`, 403],
  [`Bearer  ${token}`, 403],
  [`Basic ${token}`, 403],
  [`Bearer ${token}, ${token}`, 403],
  ["Bearer %E0%A4%A", 403],
])("Authorization: %j is answered %i", async (authorization, status) => {
  const ctx = newContext();
  const answer = await receive(ctx, form(start), { authorization });
  expect(answer.status).toBe(status);
  if (status === 403) {
    expect(answer.body).toContain("token");
    expect(ctx.messages).toEqual([]);
  }
});

const without = (fields: Record<string, string>, name: string) =>
  form(Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name)));

it.each([
  ["callstatus", ""],
  ["callstatus", without(start, "callstatus")],
  ["callstatus", form({ ...start, callstatus: "ring" })],
  ["calldate", without(start, "calldate")],
  ["calldate", form({ ...start, calldate: "NULL" })],
  ["calldate", form({ ...start, calldate: "2026-02-30 10:00:00" })],
  ["calldate", form({ ...end, calldate: "0000-00-00 00:00:00" })],
  ["direction", without(start, "direction")],
  ["direction", form({ ...end, direction: "both" })],
  ["numberA", JSON.stringify({ ...start, numberA: ["101", "102"] })],
  ["numberA", JSON.stringify({ ...start, numberA: { raw: "101" } })],
  ["numberA", `${form(start)}&numberA=102`],
  ["numberB", `${without(start, "numberB")}&numberB[0]=102`],
  ["numberB", form({ ...start, numberB: "1".repeat(65) })],
  ["numberB", form({ ...start, numberB: "1\u00002" })],
  ["billsec", form({ ...end, billsec: "-1" })],
  ["billsec", form({ ...end, billsec: "1.5" })],
  ["billsec", form({ ...end, billsec: "٣" })],
  ["billsec", form({ ...end, billsec: "999999999" })],
  ["disposition", without(end, "disposition")],
  ["disposition", form({ ...end, disposition: "EATEN" })],
  ["callid", form({ ...end, callid: "1".repeat(101) })],
  ["callid", JSON.stringify({ ...end, callid: true })],
  ["body", "{"],
  ["body", "[]"],
  ["body", `"start"`],
  ["body", `{"callstatus":`.repeat(5_000)],
  ["callstatus", `{"__proto__":{"callstatus":"start"}}`],
])("names the field, and keeps what it can't read: %s", async (field, body) => {
  const ctx = newContext();
  const refused = { name: "ProviderError", code: "unreadable", field };
  await expect(receive(ctx, body)).rejects.toMatchObject(refused);
  expect(ctx.messages).toHaveLength(1);
  expect(ctx.messages[0]?.refused).toMatchObject({ field });
  expect(ctx.logged).toHaveLength(1);
  expect(ctx.logged.join()).not.toContain(token);
  // Tried again, it says the same.
  const origin = { inboxId: 7, receivedAt: new Date() };
  expect(() => evrotel.parse(ctx.messages[0]!.raw, origin)).toThrow(
    expect.objectContaining({ field }),
  );
  // Sent again, it is the same message.
  await expect(receive(ctx, body)).rejects.toMatchObject(refused);
  expect(ctx.messages).toHaveLength(1);
});

it("answers nothing when the message could not be stored", async () => {
  const ctx = { ...newContext(), emit: () => Promise.reject(new Error("disk full")) };
  await expect(evrotel.receiveWebhook!(request(form(start)), ctx)).rejects.toThrow("disk full");
  await expect(evrotel.receiveWebhook!(request("{"), ctx)).rejects.toThrow("disk full");
});
