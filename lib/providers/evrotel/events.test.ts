import { describe, expect, it } from "vitest";
import type { CallEvent } from "../contract";
import { evrotel } from "./adapter";
import { settingsFor } from "./testing";
import { keep } from "./wire";

const settings = settingsFor({ recordingsUrl: "https://records.example/evrotel" });
const receivedAt = new Date("2018-03-31T21:02:12Z");
const parse = (fields: object, origin = { inboxId: 1_000, receivedAt }): CallEvent =>
  evrotel.parse(keep({ body: JSON.stringify(fields) }, settings), origin)[0]!;

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
  callid: "123",
  direction: "i",
  billsec: "78",
  disposition: "ANSWERED",
  recfile: "/wav/9/2018-04-01/1522566805.1-2.wav",
};

describe("a start", () => {
  const common = { externalId: "1000", at: "2018-03-31T21:00:11.000Z" };
  it("rings at an extension", () => {
    expect(parse(start)).toEqual({
      kind: "call:ringing",
      direction: "incoming",
      toldApart: true,
      ...common,
      clientNumber: "0987858227",
      extension: "101",
    });
  });
  it("arrives at the company's line, where the called number is a long one", () => {
    expect(parse({ ...start, numberB: "+380 44 000 01 00" })).toEqual({
      kind: "call:arrived",
      toldApart: true,
      ...common,
      clientNumber: "0987858227",
      trunk: "+380 44 000 01 00",
      shownTo: [],
    });
    expect(parse({ ...start, numberB: null })).toMatchObject({ kind: "call:arrived" });
  });
  it("has no number when the caller hides it", () => {
    expect(parse({ ...start, numberA: "" })).toMatchObject({ clientNumber: "", extension: "101" });
  });
  it("dials for an extension, from a line, or for nobody", () => {
    const out = { ...start, direction: "o", numberA: "101", numberB: "380987858227" };
    const dialling = { kind: "call:dialling", ...common, clientNumber: "380987858227" };
    expect(parse(out)).toEqual({ ...dialling, extension: "101" });
    expect(parse({ ...out, numberA: "0440000100" })).toEqual({
      ...dialling,
      trunk: "0440000100",
      shownTo: [],
    });
    expect(parse({ ...out, numberA: null })).toEqual(dialling);
  });
  it("never lies in the future", () => {
    const ahead = parse({ ...start, calldate: "2018-04-01 00:30:00" });
    expect(ahead).toMatchObject({ at: receivedAt.toISOString() });
  });
});

describe("an end", () => {
  it("belongs to the call we named", () => {
    expect(parse(end)).toEqual({
      kind: "call:ended",
      externalId: "123",
      direction: "incoming",
      toldApart: true,
      disposition: "answered",
      talkSeconds: 78,
      startedAt: "2018-03-31T21:00:53.000Z",
      endedAt: "2018-03-31T21:02:11.000Z",
      recordingUrl: "https://records.example/evrotel/wav/9/2018-04-01/1522566805.1-2.wav",
    });
    expect(parse({ ...end, callid: 123, billsec: 78 })).toEqual(parse(end));
  });
  it.each([
    ["ANSWERED", "answered"],
    ["answered ", "answered"],
    ["BUSY", "busy"],
    ["CONGESTION", "congestion"],
    ["FAILED", "failed"],
    ["NO ANSWER", "no-answer"],
    ["no  answer", "no-answer"],
    ["NO_ANSWER", "no-answer"],
  ])("%j is %s", (disposition, expected) => {
    expect(parse({ ...end, disposition })).toMatchObject({ disposition: expected });
  });
  it("whose talk nobody measured tells no length", () => {
    expect(parse({ ...end, billsec: "NULL" })).not.toHaveProperty("talkSeconds");
  });
  it("tells its time when it was held up on its way, and only then", () => {
    const expected = { at: "2018-03-31T21:02:11.000Z" };
    expect(parse(end)).not.toHaveProperty("at");
    const late = { inboxId: 1_000, receivedAt: new Date("2018-03-31T22:00:00Z") };
    expect(parse(end, late)).toMatchObject(expected);
    // The time may be the call's start, and this was a long one.
    expect(parse({ ...end, billsec: "3500" }, late)).not.toHaveProperty("at");
  });
  it.each([
    ["that names no call", { callid: null }, "rec:1522566805.1-2.wav"],
    ["that names another program's call", { callid: "123456789" }, "rec:1522566805.1-2.wav"],
    ["that names what is no id", { callid: "00123", recfile: null }, "callid:00123"],
    ["that names no call and has no recording", { callid: "", recfile: null }, "end:1000"],
  ])("%s has a call of its own", (_, more, externalId) => {
    expect(parse({ ...end, ...more })).toMatchObject({ externalId });
  });
});

describe("a recording", () => {
  const url = (recfile: string | null, from = settings) => {
    const raw = keep({ body: JSON.stringify({ ...end, recfile }) }, from);
    const [event] = evrotel.parse(raw, { inboxId: 1_000, receivedAt });
    return event?.kind === "call:ended" ? event.recordingUrl : null;
  };
  it.each([
    ["/wav/9/a.wav", "https://records.example/evrotel/wav/9/a.wav"],
    ["wav/9/a.wav", "https://records.example/evrotel/wav/9/a.wav"],
    ["//evil.example/a.wav", "https://records.example/evrotel/evil.example/a.wav"],
    ["\\\\evil.example\\a.wav", "https://records.example/evrotel/evil.example/a.wav"],
    ["/var/www/html/wav/a.wav", "https://records.example/evrotel/html/wav/a.wav"],
    ["https://other.example/a.wav", "https://other.example/a.wav"],
    ["javascript:alert(1)", undefined],
    ["file:///etc/passwd", undefined],
    ["http://", undefined],
    [null, undefined],
    ["NULL", undefined],
  ])("%j lies at %s", (recfile, expected) => {
    expect(url(recfile)).toBe(expected);
  });
  it("keeps its path until somebody tells where recordings are", () => {
    const told = url("/var/www/wav/9/a.wav", settingsFor())!;
    expect(told).toBe("/wav/9/a.wav");
    expect(evrotel.recordingAddress!(told, settingsFor())).toBeNull();
    const later = evrotel.recordingAddress!(told, settings);
    expect(later).toBe("https://records.example/evrotel/wav/9/a.wav");
  });
});

describe("a row of statistics", () => {
  const row = {
    id: 63705443,
    calldate: "2018-12-25T09:03:03+00:00",
    duration: 12,
    billsec: 5,
    did: null,
    direction: "o",
    numberA: "001",
    numberB: "380971642002",
    disposition: "ANSWERED",
    recfile: "/var/www/html/wav/007001/2018-12-25/1545721383.15474064-1196118992.wav",
  };
  const parseRow = (more: object = {}) =>
    evrotel.parse(keep({ row: { ...row, ...more } }, settings), { inboxId: 5, receivedAt })[0];

  it("is a whole call of the past, to be found by its time", () => {
    expect(parseRow()).toEqual({
      kind: "call:ended",
      externalId: "rec:1545721383.15474064-1196118992.wav",
      direction: "outgoing",
      clientNumber: "380971642002",
      extension: "001",
      disposition: "answered",
      talkSeconds: 5,
      at: "2018-12-25T07:03:15.000Z",
      startedAt: "2018-12-25T07:03:03.000Z",
      endedAt: "2018-12-25T07:03:15.000Z",
      recordingUrl:
        "https://records.example/evrotel/html/wav/007001/2018-12-25/1545721383.15474064-1196118992.wav",
      replayed: true,
      matchByTime: true,
    });
  });
  it("without a recording goes by its own id", () => {
    expect(parseRow({ recfile: "" })).toMatchObject({ externalId: "stat:63705443" });
  });
  it("knows the pass of a doubled hour by its recording", () => {
    const calldate = "2026-10-25T03:30:00+00:00";
    const recorded = (time: string) =>
      parseRow({ calldate, recfile: `/var/www/wav/${Date.parse(time) / 1000}.1-2.wav` });
    for (const time of ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]) {
      expect(recorded(time)).toMatchObject({ startedAt: time });
    }
  });
});

it("refuses what is not Evrotel's", () => {
  const origin = { inboxId: 1, receivedAt };
  for (const raw of ["", "null", "{}", `{"body":1}`, "callstatus=start"]) {
    expect(() => evrotel.parse(raw, origin)).toThrow(expect.objectContaining({ field: "body" }));
  }
});
