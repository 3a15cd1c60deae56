/** From a sound and a choice of contacts to a campaign that runs; and who may do any of it. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "#lib/base/log";
import { evrotel } from "#lib/providers/evrotel/adapter";
import { startSimulator, type EvrotelSimulator } from "#lib/providers/evrotel/simulator";
import { asRequest } from "#lib/testing/kit/as-request";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { noon, pass } from "#lib/testing/kit/campaign-office";
import { openDoor } from "#lib/testing/kit/door";
import { openOffice } from "#lib/testing/kit/office";
import * as actions from "./actions";
import type { OpenConnection } from "#lib/connections/with-adapter";
import { providerCampaigns } from "./ports";
import { createCampaignCommands } from "./provider-commands";
import { getCampaign } from "./queries";

const office = await openOffice({
  people: { maria: { role: "manager" }, olena: {} },
  connections: { auto: { provider: "evrotel", country: "UA" } },
});
const { connectionId } = office.connections.auto;
const { maria, olena } = office.people;
const cookies = {
  maria: (await office.signIn(maria)).cookie,
  olena: (await office.signIn(olena)).cookie,
};
const file = "20558_hello.wav";
const sound = await office.db.campaignSound.create({
  data: { name: "hello.wav", key: "k", bytes: new Uint8Array(4), providerFile: file, connectionId },
});
const door = await openDoor();
afterAll(() => door.close());
let exchange: EvrotelSimulator;
let publicUrl: string | null;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  exchange = await startSimulator({ port: 0 });
  exchange.exchange.sounds.add(file);
  publicUrl = door.url;
  const line: OpenConnection = {
    adapter: evrotel,
    settings: evrotel.settings.parse(exchange.settings),
    log: log(),
    abort: new AbortController(),
  };
  const ask = () => createCampaignCommands({ lineOf: () => line, publicUrl });
  providerCampaigns.fill({
    uploadSound: (soundId) => ask().uploadSound(soundId),
    startCampaign: (id) => ask().startCampaign(id),
  });
});
afterEach(async () => {
  providerCampaigns.clear();
  await exchange.close();
  vi.useRealTimers();
  await office.db.campaign.deleteMany();
  await office.db.contact.deleteMany();
  await office.db.call.deleteMany();
});

/** Each action as the manager's request, unless somebody else asks. */
const ask = <T>(act: () => Promise<T>, cookie: string | null = cookies.maria) =>
  asRequest(cookie, act);
const preview = (choice: object) => ask(() => actions.previewContactsAction(choice));
const create = async (over: object = {}) => ask(() => actions.createCampaignAction(input(over)));
const steer = (id: string, command: string) =>
  ask(() => actions.steerCampaignAction({ id, command }));
const targets = (campaignId: string) =>
  office.db.campaignTarget.findMany({ where: { campaignId }, orderBy: { e164: "asc" } });
const campaign = (id: string) => office.db.campaign.findUniqueOrThrow({ where: { id } });

/** A WAV file: PCM, mono, 16 bit. */
function wav(rate = 8000, size = 100): File {
  const bytes = Buffer.alloc(size);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(size - 8, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(size - 44, 40);
  return new File([bytes], "Привет.wav", { type: "audio/wav" });
}

function formOf(sound: File): FormData {
  const form = new FormData();
  form.set("connectionId", connectionId);
  form.set("file", sound);
  return form;
}
const upload = (sound: File) => ask(() => actions.uploadSoundAction(formOf(sound)));

async function contact(name: string, e164: string | null, more: object = {}) {
  const raw = e164 ?? "12";
  const numbers = { create: { raw, e164, digits: raw.replace("+", "") } };
  const data = { name, searchText: name.toLowerCase(), numbers, ...more };
  return office.db.contact.create({ data });
}

const input = (over: object = {}) => ({
  name: "Reminder",
  connectionId,
  mode: "ours",
  soundId: sound.id,
  contacts: { q: "", ownerId: "" },
  channels: "3",
  hoursFrom: "10:00",
  hoursTo: "19:00",
  weekdays: [5, 1, 1],
  assumedZone: "",
  maxAttempts: "2",
  minGapMinutes: "60",
  ...over,
});

describe("a sound", () => {
  it("is fetched by the provider at once, at an address nobody guesses", async () => {
    const uploaded = await upload(wav());
    expect(uploaded).toMatchObject({ ok: true, data: { name: "Привет.wav" } });
    const id = uploaded.ok ? uploaded.data.id : "";
    const sound = await office.db.campaignSound.findUniqueOrThrow({ where: { id } });
    expect(sound.key).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(sound.providerFile).toBe(`20558_${sound.key}.wav`);
    const at = (key: string) => fetch(`${publicUrl}/api/sounds/${key}.wav`);
    const fetched = await at(sound.key);
    expect(fetched.headers.get("content-type")).toBe("audio/wav");
    expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(new Uint8Array(sound.bytes));
    expect((await at("a".repeat(32))).status).toBe(404);
  });

  it.each([
    ["what is no WAV", new File(["hello"], "x.wav"), "sound-not-wav"],
    ["more than 2 MB", wav(8000, 2 * 1024 * 1024 + 1), "sound-too-large"],
  ])("that is %s is refused before anybody sees it", async (_, file, code) => {
    const before = await office.db.campaignSound.count();
    expect(await upload(file)).toMatchObject({ ok: false, code, fields: { sound: code } });
    expect(await office.db.campaignSound.count()).toBe(before);
  });

  it("the provider does not take is refused in its words, and not kept", async () => {
    const before = await office.db.campaignSound.count();
    const message = "44100 Hz: must be 8000 Hz";
    expect(await upload(wav(44_100))).toMatchObject({ ok: false, code: "wrong-sound", message });
    expect(await office.db.campaignSound.count()).toBe(before);
  });

  it("can't be fetched where nobody has said the public address", async () => {
    publicUrl = null;
    expect(await upload(wav())).toMatchObject({ ok: false, code: "no-public-url" });
  });
});

describe("a choice of contacts", () => {
  beforeEach(async () => {
    await contact("Anna", "+380441230001");
    await contact("Anton", "+380441230001");
    await contact("Boris", "+380441230002");
    await contact("Bella", "+380441230003", { doNotCall: true });
    await contact("Nobody", null);
  });

  it("counts who would be called, and who is left out", async () => {
    const count = async (choice: object) => {
      const result = await preview(choice);
      return result.ok && result.data;
    };
    expect(await count({})).toEqual({ count: 3, doNotCall: 1, skips: null });
    expect(await count({ q: "an" })).toEqual({ count: 2, doNotCall: 0, skips: null });
    expect(await count({ ownerId: maria })).toEqual({ count: 0, doNotCall: 0, skips: null });
  });

  it("becomes a list with each number once, and calls nobody before the start", async () => {
    const created = await create();
    const id = created.ok ? created.data.id : "";
    const list = await targets(id);
    expect(list.map(({ e164 }) => e164)).toEqual(["+380441230001", "+380441230002"]);
    const onMondaysAndFridays = { weekdays: "15", hoursFrom: 600, hoursTo: 1140 };
    expect(await campaign(id)).toMatchObject({ ...onMondaysAndFridays, createdById: maria });
    expect((await campaign(id)).state).toBe("draft");
    expect(exchange.received).toEqual([]);
    expect(await steer(id, "start")).toMatchObject({ ok: true });
    expect(await steer(id, "start")).toMatchObject({ code: "conflict" });
    await steer(id, "pause");
    expect((await campaign(id)).state).toBe("paused");
    await steer(id, "resume");
    await steer(id, "stop");
    expect(await campaign(id)).toMatchObject({ state: "stopped" });
    expect(await targets(id)).toMatchObject([
      { state: "skipped", skippedReason: "stopped" },
      { state: "skipped", skippedReason: "stopped" },
    ]);
  });

  it.each([
    ["name", { name: " " }, "required"],
    ["channels", { channels: "31" }, "tooLarge"],
    ["hoursTo", { hoursTo: "09:00" }, "hours"],
    ["hoursFrom", { hoursFrom: "25:00" }, "invalid"],
    ["weekdays", { weekdays: [] }, "weekdays"],
    ["minGapMinutes", { minGapMinutes: "1" }, "tooSmall"],
    ["soundId", { soundId: "" }, "sound"],
    ["contacts", { contacts: { q: "nobody like this" } }, "nobody"],
  ])("says at the field %s what is wrong with %j", async (field, over, code) => {
    const refused = { ok: false, code: "invalid", fields: { [field]: code } };
    expect(await create(over)).toMatchObject(refused);
  });
});

it("has the provider call its own list, or stays a draft with its words", async () => {
  const created = await create({ mode: "provider" });
  const id = created.ok ? created.data.id : "";
  expect(await steer(id, "start")).toMatchObject({ ok: true });
  expect(exchange.received).toMatchObject([
    { path: "/autodial/", fields: { mediafile: file, chnum: 3 } },
  ]);
  expect(await campaign(id)).toMatchObject({ state: "running", detail: "good" });
  await exchange.close();
  const other = await create({ mode: "provider" });
  const otherId = other.ok ? other.data.id : "";
  expect(await steer(otherId, "start")).toMatchObject({
    ok: false,
  });
  expect(await campaign(otherId)).toMatchObject({ state: "draft", startedAt: null });
});

it("counts the calls of the provider's list: nobody's clicks, only since the start", async () => {
  const outgoing = { direction: "outgoing", disposition: "busy" } as const;
  const before = { ...outgoing, clientNumber: "+380441230009", externalId: "before" };
  await office.record(aCallEvent("call:ended", before));
  pass(1_000);
  const created = await create({ mode: "provider" });
  const id = created.ok ? created.data.id : "";
  await steer(id, "start");
  // The provider's clock counts whole seconds, and is a little slow.
  const at = new Date(Date.now() - 3_000).toISOString();
  const call = {
    direction: "outgoing",
    clientNumber: "+380441230001",
    extension: undefined,
    startedAt: at,
  } as const;
  const ended = (more: object) => office.record(aCallEvent("call:ended", { ...call, ...more }));
  await ended({ externalId: "1" });
  await ended({ externalId: "2", direction: "incoming" });
  const earlier = new Date(Date.now() - 3_600_000).toISOString();
  await ended({ externalId: "3", startedAt: earlier, at: earlier });
  const { progress } = (await getCampaign(id))!;
  expect(progress).toMatchObject({ total: null, inFlight: 0 });
  expect(progress.results).toMatchObject({ answered: 1, busy: 0 });
});

describe("is for managers and administrators:", () => {
  const every: [string, () => Promise<unknown>][] = [
    ["preview", () => actions.previewContactsAction({})],
    ["upload", () => actions.uploadSoundAction(formOf(wav()))],
    ["create", () => actions.createCampaignAction(input())],
    ["steer", () => actions.steerCampaignAction({ id: sound.id, command: "start" })],
  ];

  it.each(every)("%s", async (_, act) => {
    expect(await ask(act, cookies.olena)).toEqual({ ok: false, code: "not-allowed" });
    expect(await ask(act, null)).toEqual({ ok: false, code: "signed-out" });
  });
});
