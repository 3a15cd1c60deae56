/** A client who stands in every table there is, each row written by the product's own doors. */
import { afterAll, beforeAll, expect } from "vitest";
import { beginAttempt } from "#lib/campaigns/begin-attempt";
import { claimNumber, type Claim } from "#lib/campaigns/claim-number";
import { concludeAttempt } from "#lib/campaigns/conclude-attempt";
import { campaignInput, createCampaign } from "#lib/campaigns/create-campaign";
import { log } from "#lib/base/log";
import { promiseCallback } from "#lib/callbacks/promise-callback";
import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher } from "#lib/calls/ports";
import { saveCallNote } from "#lib/calls/wrap-up";
import { contactInput } from "#lib/contacts/contact-input";
import { mergeContacts } from "#lib/contacts/duplicates/merge-contacts";
import { undoMerge } from "#lib/contacts/duplicates/undo-merge";
import { createImporter } from "#lib/contacts/import/importer";
import { viewOptions } from "#lib/contacts/list-schema";
import { addContactNote } from "#lib/contacts/notes/contact-notes";
import { createContact, updateContactFields } from "#lib/contacts/save-contact";
import { contactViews, createView } from "#lib/contacts/saved-views";
import { journalView } from "#lib/journal/journal-schema";
import { journalViews } from "#lib/journal/journal-views";
import { storeLead } from "#lib/leads/store-lead";
import { ignoreNumber } from "#lib/numbers/ignored-numbers";
import { evrotel } from "#lib/providers/evrotel/adapter";
import { startSimulator } from "#lib/providers/evrotel/simulator";
import { toLocalTime } from "#lib/providers/evrotel/local-time";
import { encodeEvent } from "#lib/providers/prostie-zvonki/wire";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import { hookReceiver } from "#lib/server/ports";
import { createIngest } from "#lib/telephony/ingest";
import { createWebhookReceiver } from "#lib/telephony/receive-webhook";
import { createSmsSender } from "#lib/telephony/send-sms";
import { openDoor } from "./door";
import { beginFile, settled } from "./import-file";
import { openOffice } from "./office";
import { testRuntime } from "./runtime";
import { nobody } from "./telephony";
import { linkCommandsOf } from "./link-commands";

const name = "Квітослава Канарійченко";
const former = "Квітослава Дівоцько";
const email = "kanarka.q7@canary.test";
const numbers = ["+380441239876", "+380671239877"] as const;
const shared = "+380441235555";
const words = "zqprivatewords";
/** In lower case; a number in each of its spellings ends so. */
const canaries = ["канарійченко", "дівоцько", "kanarka", "441239876", "671239877", words];

/** Opens an office while a test file is collected, and plants the person before its first test. */
export async function plantPerson() {
  const office = await openOffice({
    people: { maria: { role: "manager" }, olena: { extension: "101" } },
    connections: {
      kyiv: { provider: "evrotel", country: "UA" },
      pbx: { provider: "prostie-zvonki", country: "UA" },
    },
  });
  const { db, connections, people } = office;
  const maria = { id: people.maria, role: "manager" } as const;

  const published = { calls: [] as string[], callbacks: [] as string[] };
  callPublisher.fill({ publish: async (ids) => void published.calls.push(...ids) });
  callbackPublisher.fill({ publish: async (ids) => void published.callbacks.push(...ids) });

  const token = "s3cret-of-the-account";
  const exchange = await startSimulator({ port: 0, settings: { token } });
  const ingest = createIngest({ log: log(), audience: nobody });
  const runtime = testRuntime(connections.kyiv, evrotel, evrotel.settings.parse(exchange.settings));
  const pbx = testRuntime(connections.pbx, prostieZvonki);
  hookReceiver.fill({
    receive: createWebhookReceiver({ runtimeOf: () => runtime, ingest }),
    turnedAway: () => undefined,
    storageFails: ingest.fails,
  });
  const door = await openDoor();
  exchange.sendHooksTo(`${door.url}/api/hooks/kyiv`);
  const importer = createImporter({ log: log(), publish: async () => undefined });
  afterAll(async () => {
    await importer.close();
    await exchange.close();
    door.close();
    await ingest.close();
    for (const port of [hookReceiver, callPublisher, callbackPublisher]) port.clear();
  });

  const contact = async (given: object) =>
    (await createContact(contactInput.parse(given), maria)).id;
  const spaced = "+38 044 123-98-76";
  const ids = { person: "", neighbour: "" };

  /** A call by the hook, from its start to its end. */
  async function hookCall(numberA: string): Promise<void> {
    const fields = { calldate: toLocalTime(new Date(), "Europe/Kyiv"), direction: "i", numberA };
    const started = await exchange.hooks.send({ callstatus: "start", ...fields, numberB: "101" });
    await exchange.hooks.send({
      callstatus: "end",
      ...fields,
      numberB: "101",
      callid: started.text,
      billsec: "7",
      disposition: "ANSWERED",
      recfile: `/wav/${numberA}.wav`,
    });
    await ingest.idle();
  }

  /** One that a PBX tells once more whenever it is asked for its history. */
  const history = encodeEvent({
    type: "4",
    callID: "77",
    from: "380671239877",
    to: "101",
    direction: "0",
    start: "1795000000",
    end: "1795000060",
    duration: "50",
    line: "2",
    record: "https://records.test/380671239877.mp3",
  });
  const tellHistory = async () => {
    await ingest.accept(pbx.source, [{ key: `history:77:380671239877:101`, raw: history }]);
    await ingest.idle();
  };

  beforeAll(async () => {
    ids.person = await contact({
      name: former,
      numbers: [{ raw: spaced }, { raw: shared }],
      emails: [{ address: email }],
      note: `${words} in the card`,
    });
    ids.neighbour = await contact({ name: "Сусід Спільний", numbers: [{ raw: shared }] });
    const { updatedAt } = await db.contact.findUniqueOrThrow({ where: { id: ids.person } });
    await updateContactFields(ids.person, { name }, updatedAt, maria);
    await hookCall("0441239876");
    await hookCall("0441235555");
    const call = await db.call.findFirstOrThrow({ where: { contactId: ids.person } });
    await saveCallNote(maria, { callId: call.id, text: `${words} in the call` });
    await addContactNote(maria, { contactId: ids.person, text: `${words} about them` });
    await promiseCallback(
      {
        contactId: ids.person,
        number: numbers[0],
        dueAt: new Date(Date.now() + 60_000),
        note: words,
      },
      maria,
    );
    const lead = { name, number: "044 123-98-76", title: null, page: `https://x.test/?p=${email}` };
    await storeLead(connections.kyiv, lead);
    const runtimes = { runtime: (id: string) => (id === pbx.id ? pbx : undefined) };
    const send = createSmsSender({
      runtimes,
      linkCommands: linkCommandsOf(runtimes),
      publishSms: () => undefined,
    });
    await db.extension.create({
      data: { userId: people.olena, connectionId: pbx.id, number: "101" },
    });
    await send({ userId: people.olena, number: numbers[0], text: `${words} by text` });

    const twin = await contact({
      name,
      numbers: [{ raw: numbers[1] }],
      emails: [{ address: email }],
    });
    await tellHistory();
    await mergeContacts({ keptId: ids.person, goneId: twin, take: [] }, maria);
    // Taken for another, and parted again: the other's history knows the numbers.
    const other = await contact({ name: "Інша Людина", numbers: [{ raw: "+380441230001" }] });
    const mistake = await mergeContacts({ keptId: other, goneId: ids.person, take: [] }, maria);
    await undoMerge((mistake as { mergeId: string }).mergeId, maria);

    const tooLong = "Ф".repeat(201);
    const failed = `${name},044 123 98 76,not-an-address@,${tooLong},nobody@x.test,,${words}\n`;
    const twice = `Канарійченко Квітослава,,wrong@@,${tooLong},nobody@x.test,,\n`;
    const done = await settled(importer, await beginFile(people.maria, failed + twice));
    expect(done.failed).toBeGreaterThan(0);
    const own = { name: "Today", shared: false };
    await createView(contactViews, people.maria, {
      ...own,
      options: viewOptions.parse({ q: name }),
    });
    const options = journalView.parse({ number: numbers[0] });
    await createView(journalViews, people.maria, { ...own, options });
    await ignoreNumber({ raw: numbers[1], kind: "ignored", note: words });
    await runCampaign();
  });

  async function runCampaign(): Promise<void> {
    const { connectionId } = connections.kyiv;
    const sound = await db.campaignSound.create({
      data: { name: "a.wav", key: "k", bytes: new Uint8Array(1), connectionId, providerFile: "1" },
    });
    const { id } = await createCampaign(
      campaignInput.parse({
        name: "Fair",
        connectionId,
        mode: "ours",
        soundId: sound.id,
        contacts: { q: "Канарійченко" },
        channels: 1,
        hoursFrom: "00:00",
        hoursTo: "23:59",
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        assumedZone: "",
        maxAttempts: 3,
        minGapMinutes: 5,
      }),
      people.maria,
    );
    await db.campaign.update({ where: { id }, data: { state: "running" } });
    const target = await db.campaignTarget.findFirstOrThrow({ where: { e164: numbers[0] } });
    const now = new Date();
    const claim = await claimNumber({ e164: target.e164, campaignId: id, channels: 1, now });
    const attempt = await beginAttempt(target.id, claim as Claim, now);
    await concludeAttempt(attempt!, "no-answer", now);
  }

  return {
    office,
    name,
    former,
    numbers,
    shared,
    canaries,
    published,
    contact,
    hookCall,
    tellHistory,
    ids,
  };
}
