/** Text messages over a real socket: sent from here, sent from the telephone itself, told in any order. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addContact, addPerson, openOffice } from "#lib/testing/kit/office";
import { smsForPublishing } from "#lib/sms/view";
import { openTelephony, type OpenTelephony } from "#lib/testing/kit/telephony";
import { createSmsSender } from "./send-sms";
import { eventually } from "#lib/testing/kit/eventually";
import { linkCommandsOf } from "#lib/testing/kit/link-commands";

const { db } = await openOffice({ connections: {} });
let office: OpenTelephony;
let send: ReturnType<typeof createSmsSender>;
let people: Record<"olena" | "ivan", string>;
let arkadiy: string;
let told: string[];
const number = "+7 (343) 011-22-33";
const e164 = "+73430112233";

beforeEach(async () => {
  await db.connection.deleteMany();
  await db.contact.deleteMany();
  await db.user.deleteMany();
  told = [];
  const publishSms = (ids: readonly string[]) => void told.push(...ids);
  office = await openTelephony({ audience: { others: ({ sms }) => publishSms(sms) } });
  const runtimes = office.supervisor;
  send = createSmsSender({ runtimes, linkCommands: linkCommandsOf(runtimes), publishSms });
  people = {
    olena: await addPerson("olena", { [office.connectionId]: "101" }),
    ivan: await addPerson("ivan"),
  };
  arkadiy = await addContact("Аркадий", e164, people.ivan);
});
afterEach(() => office.close());

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const parties = { from: "101", to: "73430112233" };
const sms = () => db.sms.findMany({ orderBy: { createdAt: "asc" } });
const states = async () => (await sms()).map(({ text, state }) => `${text}: ${state}`);
const becomes = (...expected: string[]) =>
  vi.waitFor(async () => expect(await states()).toEqual(expected), eventually);
const status = (result: string, more: Record<string, string> = {}) =>
  office.pbx.generate({ type: "256", ...parties, result, ...more });
const settled = (count: number) =>
  vi.waitFor(async () => {
    const where = { status: { not: "received" } };
    expect(await db.inboxMessage.count({ where })).toBe(count);
  }, eventually);
const ask = (text = "Привет", more: object = {}) =>
  send({ userId: people.olena, number, text, contactId: arkadiy, ...more });

describe("a message sent from here", () => {
  it("is one row: asked for, on its way, sent; the PBX's own report of it is the same", async () => {
    expect(await ask(" Привет\nкак дела? ")).toMatchObject({ ok: true });
    await settled(1);
    status("0", { callID: "900" });
    await settled(2);
    expect(await states()).toEqual(["Привет\nкак дела?: sending"]);
    status("1", { callID: "900" });
    await becomes("Привет\nкак дела?: sent");
    const { id } = await db.sms.findFirstOrThrow({ where: { contactId: arkadiy } });
    const [published] = await smsForPublishing([id]);
    const view = published?.view;
    expect(view).toMatchObject({
      connection: "office",
      extension: "101",
      userId: people.olena,
      contactId: arkadiy,
      number: { raw: number, e164 },
      direction: "outgoing",
      failure: null,
    });
    expect(view!.sentAt).not.toBeNull();
    expect(new Set(told)).toEqual(new Set([view!.id]));
    expect(published!.userIds.sort()).toEqual([people.olena, people.ivan].sort());
  });

  it("keeps the provider's words when it refuses", async () => {
    office.pbx.refuseCommands("No Android telephone for 101");
    expect(await ask()).toMatchObject({
      ok: false,
      code: "refused",
      message: "No Android telephone for 101",
    });
    expect(await sms()).toMatchObject([
      { state: "refused", failure: "No Android telephone for 101", text: "Привет" },
    ]);
    office.pbx.refuseCommands(null);
    expect(await ask()).toMatchObject({ ok: true });
    await settled(1);
    expect(await states()).toEqual(["Привет: refused", "Привет: sending"]);
  });

  it("fails when the telephone says so", async () => {
    await ask();
    await settled(1);
    status("7");
    await becomes("Привет: failed");
  });

  it("clicked twice, goes out once", async () => {
    const [first, second] = [await ask(), await ask()];
    expect(first).toEqual(second);
    expect(await sms()).toHaveLength(1);
    await ask("Другой");
    expect(await sms()).toHaveLength(2);
  });

  it("needs a line that can, and a number", async () => {
    expect(await ask("x", { userId: people.ivan })).toMatchObject({ code: "no-sms-line" });
    expect(await ask("x", { number: "*100#" })).toMatchObject({ code: "not-dialable" });
    await db.connection.updateMany({ data: { enabled: false } });
    expect(await ask()).toMatchObject({ code: "turned-off" });
    expect(await sms()).toEqual([]);
  });

  it("two texts to one number are told apart, each with its own status", async () => {
    await ask("Первое");
    await ask("Второе");
    await settled(2);
    status("1", { callID: "1" });
    await settled(3);
    status("5", { callID: "2" });
    status("1", { callID: "1" });
    await becomes("Первое: sent", "Второе: failed");
  });
});

describe("what the telephone tells by itself", () => {
  const sent = { type: "128", callID: "77", ...parties, smstext: base64("С телефона") };

  it("is a message of the person and the contact", async () => {
    office.pbx.generate(sent);
    await becomes("С телефона: sending");
    expect(await sms()).toMatchObject([
      { userId: people.olena, contactId: arkadiy, e164, externalId: "77" },
    ]);
  });

  it("repeated, or told again after a crash, changes nothing", async () => {
    for (let n = 0; n < 3; n++) office.pbx.generate(sent);
    status("1", { callID: "77" });
    await settled(4);
    const before = await sms();
    expect(before).toHaveLength(1);
    const rows = await db.inboxMessage.findMany({ orderBy: { id: "asc" } });
    const { source } = office.supervisor.runtime(office.connectionId)!;
    office.ingest.reapply(source, rows.toReversed());
    await office.ingest.idle();
    expect(await sms()).toEqual(before);
  });

  it.each([
    ["in order", ["128", "0", "1"]],
    ["backwards", ["1", "0", "128"]],
    ["its end in the middle", ["0", "1", "128"]],
    ["failed, then sent after all", ["128", "9", "1"]],
    ["sent, and a late failure", ["128", "1", "9"]],
  ])("ends the same, %s", async (_, steps) => {
    for (const [index, step] of steps.entries()) {
      if (step === "128") office.pbx.generate(sent);
      else status(step, { callID: "77" });
      await settled(index + 1);
    }
    await becomes("С телефона: sent");
  });

  it("of history, is recorded once", async () => {
    const old = { callID: "5", missed: "1" };
    status("1", old);
    status("1", old);
    await settled(1);
    expect(await states()).toEqual([": sent"]);
  });

  it("and cannot be read, is set aside", async () => {
    office.pbx.generate({ ...sent, smstext: "!" });
    await settled(1);
    expect(await db.inboxMessage.findMany()).toMatchObject([
      { status: "refused", reason: "smstext: is not base64" },
    ]);
    expect(await sms()).toEqual([]);
  });
});
