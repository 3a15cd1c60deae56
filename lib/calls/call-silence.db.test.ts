import { beforeEach, describe, expect, it } from "vitest";
import { day, hour } from "#lib/base/duration";
import { journalOptions } from "#lib/journal/journal-schema";
import { listJournal } from "#lib/journal/list-journal";
import { assignExtensions } from "#lib/people/extensions";
import { dismissRing, silentRings } from "#lib/people/silent-rings";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import { silencesOf } from "./call-silence";
import { telephonesOf } from "./read-telephones";

const office = await openOffice({
  people: {
    ada: { role: "admin" },
    ivan: { extension: "102" },
    olena: { extension: "103" },
    vera: { extension: "104" },
  },
});
const { ada, ivan, olena, vera } = office.people;
const { connectionId } = office.connections.office;

beforeEach(async () => {
  await office.db.call.deleteMany();
  await office.db.setting.deleteMany();
  await office.db.session.deleteMany();
  for (const id of [ada, ivan, olena, vera]) await office.signIn(id);
});

let last = 0;
const ring = (extension: string) =>
  office.record(aCallEvent("call:ringing", { extension, externalId: `silent-${++last}` }));
const told = async () =>
  (await silentRings()).map(({ extension, silence, person }) => [
    extension,
    silence,
    person?.name ?? null,
  ]);

/** What the journal says of the call, to the administrator. */
async function inJournal() {
  const { calls } = await listJournal({ id: ada, role: "admin" }, journalOptions.parse({}));
  const telephones = await telephonesOf(calls);
  return calls.flatMap((call) =>
    silencesOf(call, telephones).map(({ extension, silence }) => [extension, silence]),
  );
}

describe("why no card came", () => {
  it("nobody has the extension, until it is given", async () => {
    await ring("101");
    await ring("101");
    const [one] = await silentRings(connectionId);
    expect(one).toMatchObject({ extension: "101", silence: "nobody", count: 2, line: null });
    expect(one!.connection).toBe("office");
    expect(await inJournal()).toEqual([
      ["101", "nobody"],
      ["101", "nobody"],
    ]);
    await assignExtensions(connectionId, [{ userId: ada, extension: "101" }]);
    expect(await told()).toEqual([]);
    expect(await inJournal()).toEqual([]);
    await office.db.extension.deleteMany({ where: { userId: ada } });
  });

  it("the person is disabled, signed in nowhere, or not to be disturbed", async () => {
    await office.db.user.update({ where: { id: ivan }, data: { disabledAt: new Date() } });
    await office.db.session.deleteMany({ where: { userId: olena } });
    await office.db.user.update({ where: { id: vera }, data: { doNotDisturb: true } });
    for (const extension of ["102", "103", "104"]) await ring(extension);
    expect(await told()).toEqual([
      ["102", "disabled", "ivan"],
      ["104", "do-not-disturb", "vera"],
      ["103", "signed-out", "olena"],
    ]);
    expect((await inJournal()).sort()).toEqual([
      ["102", "disabled"],
      ["103", "signed-out"],
      ["104", "do-not-disturb"],
    ]);
    const later = await silentRings(undefined, new Date(Date.now() + 2 * hour));
    expect(later.map(({ silence }) => silence)).toEqual(["disabled"]);
    // Whoever has left gives the extension up.
    await assignExtensions(connectionId, [{ userId: ada, extension: "102" }]);
    await office.signIn(olena);
    await office.db.user.update({ where: { id: vera }, data: { doNotDisturb: false } });
    expect(await told()).toEqual([]);
    await office.db.extension.deleteMany({ where: { userId: ada } });
    await office.db.user.update({ where: { id: ivan }, data: { disabledAt: null } });
    await assignExtensions(connectionId, [{ userId: ivan, extension: "102" }]);
  });

  it("a call came to the line, and no extension rang", async () => {
    const call = { externalId: "line", trunk: "+74951234567" };
    await office.record(aCallEvent("call:arrived", call));
    expect(await told()).toEqual([]);
    await office.record(
      aCallEvent("call:ended", { ...call, extension: undefined, disposition: "no-answer" }),
    );
    expect(await silentRings()).toMatchObject([
      { extension: null, line: "+74951234567", silence: "line" },
    ]);
    expect(await inJournal()).toEqual([[null, "line"]]);
  });
});

it("is told no more of what is dismissed, and of that alone", async () => {
  await ring("109");
  await ring("110");
  await dismissRing({ connectionId, extension: "109", line: null });
  await ring("109");
  expect(await told()).toEqual([["110", "nobody", null]]);
  expect(await inJournal()).toEqual([["110", "nobody"]]);
});

it("leaves alone what rang longer ago than a day, what history tells, and who can be rung", async () => {
  await ring("102");
  await office.record(
    aCallEvent("call:ringing", { extension: "111", externalId: "told", replayed: true }),
  );
  await ring("112");
  expect(await told()).toEqual([["112", "nobody", null]]);
  expect(await silentRings(undefined, new Date(Date.now() + day + 60_000))).toEqual([]);
});

it("refuses an extension that somebody has who can be rung", async () => {
  const boris = await addPerson("boris");
  await expect(
    assignExtensions(connectionId, [{ userId: boris, extension: "103" }]),
  ).rejects.toMatchObject({ code: "taken" });
});
