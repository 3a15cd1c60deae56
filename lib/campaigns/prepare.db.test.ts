/** From a sound and a choice of contacts to a campaign that runs; and who may do any of it. */
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { CurrentUser } from "#lib/auth/roles";
import { createDoor } from "#lib/server/http";
import { hubSlot, type Hub } from "#lib/server/hub";
import { pass, useOffice } from "#lib/testing/kit/campaign-office";
import * as actions from "./actions";
import { createCampaignCommands } from "./provider-commands";
import { getCampaign } from "./queries";

let user: Pick<CurrentUser, "id" | "role"> | null = null;
vi.mock("#lib/auth/current-user", () => ({ currentUser: () => Promise.resolve(user) }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
// The registry has no provider for tests alone.
vi.mock("#lib/providers/registry", async () => {
  const { diallingProvider } = await import("#lib/testing/kit/dialling-provider");
  const adapters = [diallingProvider];
  return { adapters, adapterFor: () => diallingProvider };
});

const office = useOffice();
const door = createDoor({ publicUrl: null });
let publicUrl: string | null;

beforeAll(async () => {
  await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  door.server.closeAllConnections();
  door.server.close();
  hubSlot.clear();
});
beforeEach(async () => {
  publicUrl = `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
  await office.db().user.deleteMany();
  const person = { email: "m@x.test", name: "Maria", role: "manager", passwordHash: "-" };
  const { id } = await office.db().user.create({ data: person });
  user = { id, role: "manager" };
  const ask = (): ReturnType<typeof createCampaignCommands> =>
    createCampaignCommands({ lineOf: office.line, publicUrl });
  hubSlot.set({
    uploadSound: (soundId) => ask().uploadSound(soundId),
    startCampaign: (id) => ask().startCampaign(id),
  } as Hub);
});

function wav(rate = 8000, size = 100): File {
  const bytes = Buffer.alloc(size);
  bytes.write("RIFF", 0);
  bytes.write("WAVE", 8);
  bytes.writeUInt32LE(rate, 24);
  return new File([bytes], "Привет.wav", { type: "audio/wav" });
}

function upload(file: File) {
  const form = new FormData();
  form.set("connectionId", office.connectionId());
  form.set("file", file);
  return actions.uploadSoundAction(form);
}

async function contact(name: string, e164: string | null, more: object = {}) {
  const raw = e164 ?? "12";
  const numbers = { create: { raw, e164, digits: raw.replace("+", "") } };
  const data = { name, searchText: name.toLowerCase(), numbers, ...more };
  return office.db().contact.create({ data });
}

const input = async (over: object = {}) => ({
  ...{ name: "Reminder", connectionId: office.connectionId(), mode: "ours" },
  soundId: office.soundId(),
  ...{ contacts: { q: "", ownerId: "" }, channels: "3", hoursFrom: "10:00", hoursTo: "19:00" },
  ...{ weekdays: [5, 1, 1], assumedZone: "", maxAttempts: "2", minGapMinutes: "60" },
  ...over,
});

describe("a sound", () => {
  it("is fetched by the provider at once, at an address nobody guesses", async () => {
    const uploaded = await upload(wav());
    expect(uploaded).toMatchObject({ ok: true, data: { name: "Привет.wav" } });
    const id = uploaded.ok ? uploaded.data.id : "";
    const sound = await office.db().campaignSound.findUniqueOrThrow({ where: { id } });
    expect(sound.key).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(sound.providerFile).toBe(`77_${sound.key}.wav`);
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
    const before = await office.db().campaignSound.count();
    expect(await upload(file)).toMatchObject({ ok: false, code, fields: { sound: code } });
    expect(await office.db().campaignSound.count()).toBe(before);
  });

  it("the provider does not take is refused in its words, and not kept", async () => {
    const before = await office.db().campaignSound.count();
    const message = "The sound must have 8000 samples a second";
    expect(await upload(wav(44_100))).toMatchObject({ ok: false, code: "refused", message });
    expect(await office.db().campaignSound.count()).toBe(before);
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
      const result = await actions.previewContactsAction(choice);
      return result.ok && result.data;
    };
    expect(await count({})).toEqual({ count: 3, doNotCall: 1 });
    expect(await count({ q: "an" })).toEqual({ count: 2, doNotCall: 0 });
    expect(await count({ ownerId: user!.id })).toEqual({ count: 0, doNotCall: 0 });
  });

  it("becomes a list with each number once, and calls nobody before the start", async () => {
    const created = await actions.createCampaignAction(await input());
    const id = created.ok ? created.data.id : "";
    const list = await office.targets(id);
    expect(list.map(({ e164 }) => e164)).toEqual(["+380441230001", "+380441230002"]);
    expect(await office.campaign(id)).toMatchObject({
      ...{ state: "draft", weekdays: "15", hoursFrom: 600, hoursTo: 1140, createdById: user!.id },
    });
    await office.turn();
    expect(office.provider().dialled).toEqual([]);
    expect(await actions.steerCampaignAction({ id, command: "start" })).toMatchObject({ ok: true });
    expect(await actions.steerCampaignAction({ id, command: "start" })).toMatchObject({
      code: "conflict",
    });
    await actions.steerCampaignAction({ id, command: "pause" });
    expect((await office.campaign(id)).state).toBe("paused");
    await actions.steerCampaignAction({ id, command: "resume" });
    await actions.steerCampaignAction({ id, command: "stop" });
    expect(await office.campaign(id)).toMatchObject({ state: "stopped" });
    expect(await office.targets(id)).toMatchObject([
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
    expect(await actions.createCampaignAction(await input(over))).toMatchObject({
      ...{ ok: false, code: "invalid", fields: { [field]: code } },
    });
  });
});

it("has the provider call its own list, or stays a draft with its words", async () => {
  const created = await actions.createCampaignAction(await input({ mode: "provider" }));
  const id = created.ok ? created.data.id : "";
  expect(await actions.steerCampaignAction({ id, command: "start" })).toMatchObject({ ok: true });
  expect(office.provider().started).toEqual([{ file: "1_k.wav", channels: 3 }]);
  expect(await office.campaign(id)).toMatchObject({
    ...{ state: "running", detail: "3 numbers on the list" },
  });
  await office.provider().close();
  const other = await actions.createCampaignAction(await input({ mode: "provider" }));
  const otherId = other.ok ? other.data.id : "";
  expect(await actions.steerCampaignAction({ id: otherId, command: "start" })).toMatchObject({
    ok: false,
  });
  expect(await office.campaign(otherId)).toMatchObject({ state: "draft", startedAt: null });
});

it("counts the calls of the provider's list: nobody's clicks, only since the start", async () => {
  await office.tell("+380441230009", "busy", "before");
  pass(1_000);
  const created = await actions.createCampaignAction(await input({ mode: "provider" }));
  const id = created.ok ? created.data.id : "";
  await actions.steerCampaignAction({ id, command: "start" });
  // The provider's clock counts whole seconds, and is a little slow.
  const at = new Date(Date.now() - 3_000).toISOString();
  const call = { direction: "outgoing", clientNumber: "+380441230001", startedAt: at } as const;
  const ended = { kind: "call:ended", disposition: "answered" } as const;
  await office.record({ ...ended, ...call, externalId: "1" });
  await office.record({ ...ended, ...call, externalId: "2", direction: "incoming" });
  const history = { ...call, startedAt: new Date(Date.now() - 3_600_000).toISOString() };
  await office.record({ ...ended, ...history, externalId: "3", at: history.startedAt });
  const { progress } = (await getCampaign(id))!;
  expect(progress).toMatchObject({ total: null, inFlight: 0 });
  expect(progress.results).toMatchObject({ answered: 1, busy: 0 });
});

describe("is for managers and administrators:", () => {
  const every = [
    ["preview", () => actions.previewContactsAction({})],
    ["upload", () => upload(wav())],
    ["create", async () => actions.createCampaignAction(await input())],
    ["steer", () => actions.steerCampaignAction({ id: office.soundId(), command: "start" })],
  ] as const;

  it.each(every)("%s", async (_, act) => {
    user = { ...user!, role: "sales" };
    expect(await act()).toEqual({ ok: false, code: "not-allowed" });
    user = null;
    expect(await act()).toEqual({ ok: false, code: "signed-out" });
  });
});
