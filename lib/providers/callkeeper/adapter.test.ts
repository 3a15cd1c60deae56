import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CallEvent, RawMessage } from "../contract";
import { openHarness } from "../testing";
import { callKeeper } from "./adapter";
import { readRow } from "./rows";
import { startSimulator, type CallKeeperSimulator } from "./simulator";

const apiKey = "k3y-of-the-account";
const origin = { inboxId: 7, receivedAt: new Date("2026-11-21T09:00:00Z") };
let vendor: CallKeeperSimulator;
const cleanUps: (() => void)[] = [];

beforeEach(async () => {
  vendor = await startSimulator({ port: 0, settings: { apiKey } });
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
  await vendor.close();
});

function open(given: object = {}) {
  const settings = callKeeper.settings.parse({ ...vendor.settings, ...given });
  const harness = openHarness(callKeeper, settings);
  cleanUps.push(harness.close);
  return { ctx: harness.command(settings) };
}

const parseAll = (messages: RawMessage[]) =>
  messages.flatMap(({ raw }) => callKeeper.parse(raw, origin));

describe("the test of settings", () => {
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it.each([
    [20, undefined],
    [13, expect.stringMatching(/^paid until \d{4}-\d\d-\d\d only$/)],
    [-1, expect.stringMatching(/^the paid time ended on /)],
  ])("%i days of paid time are left", async (days, warning) => {
    vendor.payUntil(at(days));
    const checked = await callKeeper.check!(open().ctx);
    expect(checked.detail).toMatch(/^Simulated company, paid until \d{4}-\d\d-\d\d$/);
    expect(checked.warning).toEqual(warning);
  });

  it("tells a wrong key in CallKeeper's words", async () => {
    const { ctx } = open({ apiKey: "wrong" });
    const refusal = { code: "refused", message: "Неверный ключ API", field: "apiKey" };
    await expect(callKeeper.check!(ctx)).rejects.toMatchObject(refusal);
  });

  it("says that CallKeeper is away", async () => {
    vendor.goAway(true);
    await expect(callKeeper.check!(open().ctx)).rejects.toMatchObject({ code: "connection-lost" });
  });

  it("proves nothing without a key, and says so", async () => {
    const { detail, abilities } = await callKeeper.check!(open({ apiKey: "" }).ctx);
    expect([detail, abilities![0]!.ok]).toEqual([expect.stringContaining("no history"), null]);
  });
});

describe("history", () => {
  const range = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });
  const now = () => ({ from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 60_000) });

  async function read(given = now(), settings: object = {}) {
    const all: RawMessage[] = [];
    for await (const batch of callKeeper.backfill!(given, open(settings).ctx)) all.push(...batch);
    return all;
  }

  it("tells an ordered call by the order's own id, once", async () => {
    const started = new Date(Date.now() - 60_000);
    const id = vendor.order({ client: "79005551001", manager: "79161112233" }, started);
    vendor.complete(id, 42);
    const messages = await read();
    expect(parseAll(messages)).toMatchObject([
      {
        kind: "call:ended",
        externalId: id,
        direction: "outgoing",
        clientNumber: "79005551001",
        extension: "79161112233",
        disposition: "answered",
        talkSeconds: 42,
        matchByTime: true,
        replayed: true,
      },
    ]);
    expect((await read()).map(({ key }) => key)).toEqual(messages.map(({ key }) => key));
    expect(messages[0]!.raw).toContain('"title":""');
  });

  it("asks by Moscow's days, and tells what ended in the time alone", async () => {
    const row = { client: "79005551001", talk_duration: 10 };
    vendor.addRow({ id_call: "1", date_start: "2026-03-01 00:30:00", ...row });
    vendor.addRow({ id_call: "2", date_start: "2026-03-01 02:00:00", ...row });
    vendor.addRow({ id_call: "3", date_start: "2026-02-28 23:00:00", ...row });
    const found = await read(range("2026-02-28T21:00:00Z", "2026-02-28T22:00:00Z"));
    expect(parseAll(found)).toMatchObject([
      { externalId: "1", startedAt: "2026-02-28T21:30:00.000Z" },
    ]);
  });

  it("reads nothing without a key, and tells why it could not", async () => {
    expect(await read(now(), { apiKey: "" })).toEqual([]);
    await expect(read(now(), { apiKey: "wrong" })).rejects.toMatchObject({
      message: "Неверный ключ API",
    });
  });

  it("keeps rows nobody can read, with the reason", async () => {
    vendor.addRow("just words" as never);
    vendor.addRow({ client: "79005551001", date_start: "yesterday" });
    const [words, anonymous] = await read();
    expect(words).toMatchObject({ refused: { field: "row" } });
    expect(() => callKeeper.parse(anonymous!.raw, origin)).toThrow(
      expect.objectContaining({ field: "row.id_call" }),
    );
  });
});

describe("a row of the statistics", () => {
  it.each([
    [{ id: 12, phone: 79005551001, date: "2026-03-01T10:00:00+0300", duration: "00:01:15" }, 75],
    [{ call_id: "12", tel: "79005551001", time: 1_772_348_400, billsec: "75" }, 75],
    [
      { id_call: "12", client: "79005551001", started_at: "2026-03-01T07:00:00Z", talk: "1:15" },
      75,
    ],
  ])("may be spelled %j", (row, talkSeconds) => {
    expect(readRow(row)).toMatchObject({
      id: "12",
      client: "79005551001",
      startedAt: "2026-03-01T07:00:00.000Z",
      endedAt: "2026-03-01T07:01:15.000Z",
      talkSeconds,
      disposition: "answered",
    });
  });

  it.each([
    [{ talk: 5 }, "answered"],
    [{ talk: 0 }, "no-answer"],
    [{ status: "busy" }, "busy"],
    [{ status: "486/200" }, "busy"],
    [{ status: "Ошибка" }, "failed"],
    [{ status: "отменён", talk: 0 }, "cancelled"],
    [{ status: "не дозвонились" }, "no-answer"],
    [{ status: "200/200" }, "answered"],
    [{}, "answered"],
  ])("%j ended as %s", (row, disposition) => {
    expect(readRow(row).disposition).toBe(disposition);
  });

  it.each(["", "soon", "2026-99-99 10:00", "12", {}, null, -1])(
    "takes the time %j for none",
    (start) => expect(readRow({ start }).startedAt).toBeNull(),
  );

  it("is no link when the recording is none", () => {
    expect(readRow({ record: "javascript:alert(1)" }).recordingUrl).toBeNull();
    expect(readRow({ record: "https://a.ru/1.mp3" }).recordingUrl).toBe("https://a.ru/1.mp3");
  });
});

describe("in a page", () => {
  const all = {
    manager: "79161112233",
    partner: "Наш сайт",
    mail: '{"all":["a@b.ru"]}',
    param1: "один",
    param2: "два",
  };
  const settings = (given: object = {}) =>
    callKeeper.settings.parse({ host: "a.ru", widgetScript: "https://a.ru/w.js", ...given });

  it("a call is ordered with everything that is known", () => {
    const request = { extension: "79169998877", number: "+79005551001", name: "Аркадий" };
    expect(callKeeper.placeCallInPage!(request, settings(all))).toEqual({
      functionPath: ["ckForms", "ckEvent"],
      eventName: "CallKeeperEvent",
      detail: {
        tel: "79005551001",
        manager: "79169998877",
        person: "Аркадий",
        partner: "Наш сайт",
        mail: { all: ["a@b.ru"] },
        param1: "один",
        param2: "два",
      },
    });
  });

  it("an internal number is nobody CallKeeper can ring, and what is not known is not told", () => {
    const request = { extension: "101", number: "+79005551001", name: null };
    expect(callKeeper.placeCallInPage!(request, settings()).detail).toEqual({
      tel: "79005551001",
    });
    const { detail } = callKeeper.placeCallInPage!(request, settings(all));
    expect(detail.manager).toBe("79161112233");
  });

  it("a number without its country code is not called", () => {
    expect(() =>
      callKeeper.placeCallInPage!({ extension: "1", number: "112", name: null }, settings()),
    ).toThrow(expect.objectContaining({ name: "ProviderError", field: "number" }));
  });

  it("brings its script, or none", () => {
    expect(callKeeper.pageScript!(settings())).toMatchObject({
      url: "https://a.ru/w.js",
      eventNames: ["CallKeeperData"],
      order: { field: "callkeeper_storage" },
    });
    expect(callKeeper.pageScript!(settings({ widgetScript: "" })).url).toBeNull();
  });

  const detail = {
    client: "+7 900 555-10-01",
    isApp: "true",
    isForm: 0,
    manager: 79161112233,
    person: "Аркадий",
    title: null,
    more: "of it",
  };
  const reported = (given: object, extension: string | null = null) => {
    const pageEvent = { name: "CallKeeperData", detail: given, extension };
    const { message, client } = callKeeper.readPageEvent!(pageEvent);
    const [event] = callKeeper.parse(message.raw, origin) as [CallEvent];
    return { event, client };
  };

  it("what the widget tells is an outgoing call", () => {
    expect(reported(detail, "101")).toEqual({
      event: {
        kind: "call:dialling",
        externalId: "page-7",
        clientNumber: "+7 900 555-10-01",
        extension: "101",
        clientCard: { name: "Аркадий", company: null, url: null },
      },
      client: { number: "+7 900 555-10-01", name: "Аркадий", title: null },
    });
    expect(reported(detail).event).toMatchObject({ extension: "79161112233" });
    expect(reported({ client: "79005551001" }).event).not.toHaveProperty("extension");
  });

  it.each([
    [null, "detail"],
    ["7900", "detail"],
    [{}, "detail.client"],
    [{ client: {} }, "detail.client"],
    [{ client: "7".repeat(501) }, "detail.client"],
    [{ client: "7900", person: ["a"] }, "detail.person"],
  ])("%j is refused by its field", (given, field) => {
    expect(() =>
      callKeeper.readPageEvent!({ name: "CallKeeperData", detail: given, extension: null }),
    ).toThrow(expect.objectContaining({ name: "ProviderError", field }));
  });
});

it.each([
  ["{", "message"],
  ["[]", ""],
  ["{}", "source"],
  [`{"source":"order","id":"","number":"1","name":null}`, "id"],
  [`{"source":"order","id":"1","name":null}`, "number"],
  [`{"source":"statistics"}`, "row"],
  [`{"source":"page","extension":null,"detail":{}}`, "detail.client"],
])("a kept message %s names what is wrong with it", (raw, field) => {
  expect(() => callKeeper.parse(raw, origin)).toThrow(
    expect.objectContaining({ name: "ProviderError", field }),
  );
});
