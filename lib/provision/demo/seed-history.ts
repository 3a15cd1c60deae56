/** Writes the demo's past, in few statements: a start must not wait for it. */
import { day, minute } from "#lib/base/duration";
import { seededRandom } from "#lib/base/seeded-random";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { directOn, transaction, type Tx } from "#lib/db/client";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { insertRows } from "#lib/db/json-sql";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { switchboardOf } from "./contacts";
import { pastHistory } from "./history";
import type { PastCall, PastClient, PastPerson } from "./past-call";
import { promisesOf } from "./promises";
import { seedCallbacks } from "./seed-callbacks";
import { seedLead } from "./seed-lead";
import { seedTexts } from "./seed-texts";
import type { DemoWords } from "./words/demo-words";

/** Any number; another one gives another past. */
const seed = 2026;
const days = 30;
/** The part of the demo's contacts whom the team has known for longer than its calls are kept, in chances. */
const longKnown = 0.75;
/** Nobody has spoken with every so-manieth for a month. */
const silent = 12;
/** How long writing it may take, in ms: the smallest machines need a while for two thousand calls. */
const patience = 2 * minute;
/** Where the simulator keeps recordings, before its first start (simulators.ts). */
export const simulatorAddress = "127.0.0.1:10150";

/** @param people those who take the calls, with their extensions on the connection */
export async function seedHistory(
  given: { connectionId: string; people: PastPerson[]; words: DemoWords },
  now = new Date(),
): Promise<void> {
  const { connectionId, words, people } = given;
  const zone = await companyTimeZone();
  const write = async (tx: Tx) => {
    const clients = await meetClients(tx, now);
    const { raw, e164 } = parsePhoneNumber(switchboardOf(words), words.country);
    const talkative = clients.filter((_, index) => index % silent > 0);
    const callers = [...talkative, { contactId: null, raw, e164: e164! }];
    const history = pastHistory({ seed, now, zone, days, people, words, clients: callers });
    const promises = promisesOf(history, { notes: words.promises, now, zone });
    const ids = history.calls.map((call) => timeOrderedId(call.startedAt.getTime(), call.position));
    await seedCalls(tx, history.calls, { ids, connectionId });
    await seedCallbacks(tx, { ...history, promises }, { ids, connectionId });
    await seedTexts(tx, history.calls, { connectionId, texts: words.texts });
    await seedLead(tx, words, { connectionId, now });
  };
  await transaction(write, { timeout: patience });
}

/** Says since when the team has known its contacts. @returns those who can be called */
async function meetClients(tx: Tx, now: Date): Promise<PastClient[]> {
  const numbers = await tx.contactNumber.findMany({
    where: { position: 0, e164: { not: null } },
    select: { contactId: true, raw: true, e164: true },
    orderBy: { digits: "asc" },
  });
  const random = seededRandom(seed);
  const clients = numbers.map((one) => {
    const ago = random.chance(longKnown) ? random.int(days + 1, 150) : random.int(2, days);
    const since = new Date(now.getTime() - ago * day - random.int(0, day));
    return { ...one, e164: one.e164!, since };
  });
  for (const { contactId: id, since } of clients) {
    await tx.contact.update({ where: { id }, data: { createdAt: since, updatedAt: since } });
  }
  return clients;
}

async function seedCalls(
  tx: Tx,
  calls: readonly PastCall[],
  { ids, connectionId }: { ids: readonly string[]; connectionId: string },
): Promise<void> {
  const outcomes = await tx.outcome.findMany({ where: { key: { not: null } } });
  const outcomeIds = new Map(outcomes.map(({ id, key }) => [key, id]));
  await insertRows(tx, {
    table: "Call",
    columns: [
      "id",
      "version",
      "connectionId",
      "externalId",
      "direction",
      "state",
      "disposition",
      "clientRaw",
      "clientE164",
      "contactId",
      "trunk",
      "requestedById",
      "startedAt",
      "answeredAt",
      "endedAt",
      "talkSeconds",
      "outcomeId",
      "wrappedUpById",
      "wrappedUpAt",
      "handledById",
      "waitSeconds",
      "recordingUrl",
    ],
    rows: calls.map((call, index) => {
      const { client, direction, disposition, startedAt, answeredAt, endedAt } = call;
      const handledById = call.handledBy?.userId ?? null;
      const wrapped = call.outcome !== null;
      return [
        ids[index],
        1,
        connectionId,
        `demo-${index}`,
        direction,
        "ended",
        disposition,
        client.raw,
        client.e164,
        client.contactId,
        "1",
        direction === "outgoing" ? handledById : null,
        startedAt,
        answeredAt,
        endedAt,
        call.talkSeconds,
        outcomeIds.get(call.outcome ?? "") ?? null,
        wrapped ? handledById : null,
        wrapped ? endedAt : null,
        handledById,
        answeredAt && Math.round((answeredAt.getTime() - startedAt.getTime()) / 1000),
        call.isRecorded ? `http://${simulatorAddress}/records/demo-${index}.wav` : null,
      ];
    }),
  });
  await insertRows(tx, { table: "CallLeg", ...legsOf(calls, ids) });
  await refreshContactCalls(
    directOn(tx),
    calls.flatMap(({ client }) => client.contactId ?? []),
  );
  const noted = calls.filter(({ note }) => note !== null);
  await insertRows(tx, {
    table: "Note",
    columns: ["id", "contactId", "callId", "userId", "text", "createdAt", "updatedAt"],
    rows: noted.map(({ position, client, handledBy, note, endedAt }) => [
      timeOrderedId(endedAt.getTime(), position),
      client.contactId,
      ids[position],
      handledBy!.userId,
      note,
      endedAt,
      endedAt,
    ]),
  });
}

function legsOf(calls: readonly PastCall[], ids: readonly string[]) {
  return {
    columns: [
      "id",
      "callId",
      "extension",
      "userId",
      "state",
      "startedAt",
      "answeredAt",
      "endedAt",
      "dismissed",
    ],
    rows: calls.flatMap(({ position, people, startedAt, answeredAt, endedAt }) =>
      people.map(({ userId, extension }, index) => {
        const took = answeredAt !== null && index === 0;
        return [
          timeOrderedId(startedAt.getTime(), position),
          ids[position],
          extension,
          userId,
          took ? "ended" : "missed",
          startedAt,
          took ? answeredAt : null,
          endedAt,
          // Put away long ago: nothing waits to be wrapped up.
          took ? "wrap-up" : "farewell",
        ];
      }),
    ),
  };
}
