/** Does what the table of doors calls audited, one deed after the other, and reads the entries it has left. */
import { beforeAll, expect, it } from "vitest";
import type { AuditEvent } from "#lib/audit/events";
import { hashPassword } from "#lib/auth/password";
import { day, hour } from "#lib/base/duration";
import { projectFile } from "#lib/base/project-file";
import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher, outcomePublisher } from "#lib/calls/ports";
import { providerCampaigns } from "#lib/campaigns/ports";
import { liveConnections, liveSimulators } from "#lib/connections/ports";
import { importWorker, notePublisher } from "#lib/contacts/ports";
import { noticePublisher } from "#lib/notices/ports";
import { liveExtensions, presencePublisher } from "#lib/people/ports";
import { asRequest } from "#lib/testing/kit/as-request";
import { auditedDeeds, ownPassword, secrets } from "#lib/testing/kit/audited-deeds";
import { foundActions } from "#lib/testing/kit/found-doors";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { actionDoors } from "./action-doors";

const office = await openOffice({
  people: { ivan: { extension: "102" }, boris: {}, ada: { role: "admin" } },
  connections: { auto: { provider: "evrotel" } },
});
const { db } = office;
const { ivan, boris, ada } = office.people;
const { connectionId } = office.connections.auto;

// Nothing is linked: what is to be seen is what stands in the database.
const nothing = async () => undefined;
const unlinked = { ok: false, code: "unreachable", message: "not linked" } as const;
liveConnections.fill({
  apply: nothing,
  check: async () => unlinked,
  test: async () => [],
  testCall: async () => unlinked,
  replay: async () => ({ tried: 0, refused: 0 }),
  views: async () => [],
  health: () => {
    throw new Error("not asked");
  },
});
liveSimulators.fill({
  providers: async () => [],
  create: async () => ({ id: "", slug: "" }),
  play: async () => ({ ok: true }),
  ring: async () => unlinked,
});
liveExtensions.fill({ changed: nothing });
presencePublisher.fill({ publish: () => undefined });
callbackPublisher.fill({ publish: nothing });
callPublisher.fill({ publish: nothing });
outcomePublisher.fill({ publish: nothing });
notePublisher.fill({ publish: nothing });
noticePublisher.fill({ publish: nothing });
importWorker.fill({ work: () => undefined });
providerCampaigns.fill({
  uploadSound: async () => ({ ok: true }),
  startCampaign: async () => unlinked,
});

/** What the deeds are about; made before, and by the deeds themselves. */
const ids: Record<string, string> = { ada, boris, connection: connectionId };
const deeds = auditedDeeds(ids);
let cookie: string;

beforeAll(async () => {
  const passwordHash = await hashPassword(ownPassword);
  await db.user.update({ where: { id: ada }, data: { passwordHash } });
  await office.signIn(ada);
  cookie = (await office.signIn(ada)).cookie;
  for (const [at, name] of ["one", "two", "three"].entries()) {
    ids[name] = await addContact(`Клиент ${name}`, `+7343000100${at}`, ivan);
  }
  const company = await db.company.create({ data: { name: "Ромашка", nameKey: "ромашка" } });
  const owed = { kind: "missed", waitingSince: new Date(), dueAt: new Date(Date.now() + hour) };
  const client = { numberRaw: "+73430001099", e164: "+73430001099", openKey: "+73430001099" };
  const callback = await db.callback.create({ data: { ...owed, ...client, ownerId: ivan } });
  await addContact("Клиент Бориса", "+73430001097", boris);
  const stranger = { numberRaw: "+73430001096", e164: "+73430001096", openKey: "+73430001096" };
  await db.callback.create({ data: { ...owed, ...stranger, ownerId: boris } });
  const file = { fileName: "book.csv", userId: ada, options: "{}", total: 1 };
  const interrupted = await db.contactImport.create({ data: { ...file, state: "interrupted" } });
  const done = await db.contactImport.create({ data: { ...file, state: "done" } });
  const sound = { name: "hello.wav", key: "k", bytes: new Uint8Array(4), providerFile: "1.wav" };
  const { id: soundId } = await db.campaignSound.create({ data: { ...sound, connectionId } });
  const times = { startedAt: new Date(), answeredAt: new Date(), endedAt: new Date() };
  const talk = { connectionId, direction: "incoming", state: "ended", clientRaw: "101" };
  const leg = { extension: "102", state: "ended", userId: ivan, ...times };
  const call = await db.call.create({ data: { ...talk, ...times, legs: { create: leg } } });
  Object.assign(ids, {
    call: call.id,
    company: company.id,
    callback: callback.id,
    interrupted: interrupted.id,
    done: done.id,
    sound: soundId,
  });
});

/** Each has a test of its own, with what it needs: an empty installation, a demo, a link, a telephone. */
const elsewhere = [
  "createFirstAdministratorAction",
  "endDemoAction",
  "createSimulatedAction",
  "renewHookTokenAction",
  "endFormerTokenAction",
  "setHookNetworksAction",
  "choosePasswordAction",
  "forgottenPasswordAction",
  "turnOnSecondFactorAction",
  "renewRecoveryCodesAction",
  "turnOffSecondFactorAction",
  "resetSecondFactorAction",
  "setSecondFactorRuleAction",
  "confirmStepAction",
];

it("every audited action is done, and each of its events is seen", () => {
  const audited = Object.entries(actionDoors).filter(([, [, , audit]]) => Array.isArray(audit));
  for (const [name, [, , audit]] of audited) {
    if (elsewhere.includes(name)) continue;
    const seen = new Set(deeds.flatMap(([action, , events]) => (action === name ? events : [])));
    expect([...seen].sort(), name).toEqual([...(audit as AuditEvent[])].sort());
  }
});

it("each leaves the entries that its row says, by whoever did it, and none when it did nothing", async () => {
  const actions = foundActions();
  for (const [name, input, events, as] of deeds) {
    const known = new Set((await db.auditEntry.findMany()).map(({ id }) => id));
    const module = (await import(projectFile(actions.get(name)!))) as Record<
      string,
      (raw: unknown) => Promise<{ ok: boolean; data?: Record<string, string> }>
    >;
    const answer = await asRequest(cookie, () => module[name]!(input()));
    const fresh = (await db.auditEntry.findMany()).filter(({ id }) => !known.has(id));
    const told = `${name}: ${JSON.stringify(answer)}`;
    expect(fresh.map(({ event }) => event).sort(), told).toEqual([...events].sort());
    for (const entry of fresh) expect(entry, told).toMatchObject({ userId: ada, userName: "ada" });
    if (as) expect(answer, told).toMatchObject({ ok: true });
    if (as) ids[as] = answer.data!.id ?? answer.data!.mergeId!;
    if (name === "createConnectionAction") {
      ids.pbx = (await db.connection.findUniqueOrThrow({ where: { slug: "pbx" } })).id;
    }
  }
}, 120_000);

it("keeps no secret, no client's name or number, and no text of theirs", async () => {
  const all = JSON.stringify(await db.auditEntry.findMany());
  for (const secret of [...secrets, "Клиент", "Секрет", "Ромашка", "73430001", "argon2id"])
    expect(all).not.toContain(secret);
  const changed = await db.auditEntry.findFirstOrThrow({ where: { event: "connection.changed" } });
  expect(JSON.parse(changed.changes!)).toEqual({
    name: ["PBX", "PBX 2"],
    password: ["•••", "•••"],
  });
});

it("outlives what it tells of", async () => {
  await db.user.delete({ where: { id: ids.vera } });
  const created = await db.auditEntry.findFirstOrThrow({ where: { event: "person.created" } });
  expect(created).toMatchObject({ subjectId: ids.vera, subjectName: "Vera" });
  const purged = await db.auditEntry.findFirstOrThrow({ where: { event: "contact.purged" } });
  expect(purged.searchText).toContain(ids.one);
  expect(Date.now() - purged.at.getTime()).toBeLessThan(day);
});
