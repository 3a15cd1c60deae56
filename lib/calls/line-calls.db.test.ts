import { beforeEach, expect, test } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import type { AnyCallEvent } from "./call-record";
import { recordCallEvents } from "./record-call-events";

const office = await openOffice({ people: { olena: { extension: "101" } } });
const source = { ...office.connections.office, country: "UA" };
const number = "0679853913";
const person = office.people.olena;

const tell = (event: object) =>
  recordCallEvents([{ source, receivedAt: new Date(), event: event as AnyCallEvent }]);
const arrived = { kind: "call:arrived", clientNumber: "0987858227", trunk: "0440000100" };
const calls = () =>
  office.db.call.findMany({ include: { legs: { orderBy: { extension: "asc" } } } });

beforeEach(async () => {
  await office.db.call.deleteMany();
  await office.db.contact.deleteMany();
  await office.db.extension.deleteMany();
  await office.db.extension.create({
    data: { userId: person, connectionId: source.connectionId, number },
  });
});

test("a number that a person has for an extension rings there, however it is written", async () => {
  await tell({ ...arrived, externalId: "1", trunk: "+380 67 985 39 13", shownTo: ["101"] });
  expect(await calls()).toMatchObject([
    { trunk: null, legs: [{ extension: number, userId: person, state: "ringing" }] },
  ]);
});

test("a call to the line is shown to the client's owner", async () => {
  const e164 = "+380987858227";
  const phone = { raw: e164, e164, digits: e164.slice(1) };
  await office.db.contact.create({
    data: { name: "Anna", searchText: "anna", ownerId: person, numbers: { create: [phone] } },
  });
  await tell({ ...arrived, externalId: "2", shownTo: ["101"] });
  expect(await calls()).toMatchObject([
    { trunk: arrived.trunk, legs: [{ extension: number, userId: person, state: "ringing" }] },
  ]);
});

test("else to those whom the settings name, or to nobody", async () => {
  await tell({ ...arrived, externalId: "3", shownTo: ["101", "102"] });
  expect(await calls()).toMatchObject([{ legs: [{ extension: "101" }, { extension: "102" }] }]);
  await office.db.call.deleteMany();
  await tell({ ...arrived, externalId: "4", shownTo: [] });
  expect(await calls()).toMatchObject([{ state: "ringing", legs: [] }]);
});

test("an end that names no call ends the one under way that it fits", async () => {
  const ring = { kind: "call:ringing", direction: "incoming", clientNumber: "0987858227" };
  await tell({ ...ring, externalId: "5", extension: "101" });
  const end = {
    kind: "call:ended",
    direction: "incoming",
    clientNumber: "+380987858227",
    disposition: "answered",
    talkSeconds: 0,
    fitsOpenCall: true,
  };
  await tell({ ...end, externalId: "end:6", extension: "102" });
  await tell({ ...end, externalId: "end:7", extension: "101" });
  const rows = await calls();
  const states = rows.map(({ externalId, state }) => [externalId, state]);
  expect(states.sort()).toEqual([
    ["5", "ended"],
    ["end:6", "ended"],
  ]);
});
