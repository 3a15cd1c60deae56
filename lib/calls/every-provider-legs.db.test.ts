/** One leg is not the call: whatever telephones ring, refuse, answer and hand over, at every provider. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CallEvent } from "#lib/providers/contract";
import { evrotel } from "#lib/providers/evrotel/adapter";
import { toLocalTime } from "#lib/providers/evrotel/local-time";
import { keep } from "#lib/providers/evrotel/wire";
import { phonet } from "#lib/providers/phonet/adapter";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import { openOffice } from "#lib/testing/kit/office";
import type { ProviderCallEvent } from "./call-record";
import { recordCallEvents } from "./record-call-events";

const office = await openOffice({
  connections: {
    "prostie-zvonki": { provider: "prostie-zvonki", country: "UA" },
    phonet: { provider: "phonet", country: "UA" },
    evrotel: { provider: "evrotel", country: "UA" },
  },
});
const { db } = office;
const client = "380440000201";
const began = Math.floor(Date.now() / 1000) * 1000 - 110_000;
const timeAt = (second: number) => began + second * 1000;

/** One telephone's part, in seconds from the start of the call. */
interface Leg {
  extension: string;
  rings: number;
  answers: number | null;
  ends: number;
}

/** A group rings; one may answer, and may hand the call over to somebody who may answer. */
const story = fc
  .record({
    refusals: fc.array(fc.integer({ min: 3, max: 12 }), { minLength: 1, maxLength: 3 }),
    answered: fc.boolean(),
    handedOver: fc.constantFrom("no", "answered", "in vain"),
    hangsUpFirst: fc.boolean(),
  })
  .map(({ refusals, answered, handedOver, hangsUpFirst }): Leg[] => {
    const others = refusals.map((ends, index) => ({
      extension: String(101 + index),
      rings: 0,
      answers: null,
      ends: answered ? ends : ends + 10,
    }));
    const last = { extension: "109", rings: 0 };
    if (!answered) return [...others, { ...last, answers: null, ends: 30 }];
    if (handedOver === "no") return [...others, { ...last, answers: 15, ends: 60 }];
    // Whoever hands it over talks on until the other one answers, or leaves before.
    const receiver = { extension: "110", rings: 40, ends: 80 };
    const giver = { ...last, answers: 15, ends: hangsUpFirst ? 43 : 50 };
    if (handedOver === "in vain") return [...others, giver, { ...receiver, answers: null }];
    return [...others, giver, { ...receiver, answers: hangsUpFirst ? 46 : 49 }];
  });

interface Message {
  /** In the inbox: an end names its start by it. */
  id: number;
  second: number;
  raw: string;
}
type Step = "ring" | "answer" | "end";
/** What each provider tells of one step of a leg; null for what it does not tell. */
const wires: Record<string, (step: Step, leg: Leg, index: number) => string | null> = {
  "prostie-zvonki"(step, { extension, answers, ends }) {
    const type = { ring: 2, answer: 32, end: 4 }[step];
    const duration = answers === null ? 0 : ends - answers;
    const times = `start="${timeAt(0) / 1000}" end="${timeAt(ends) / 1000}"`;
    const result = step === "end" ? ` direction="0" duration="${duration}" ${times}` : "";
    return `<Event type="${type}" callID="7" from="${client}" line="1" to="${extension}"${result}/>`;
  },
  phonet(step, { extension, rings, answers, ends }) {
    const time = timeAt({ ring: rings, answer: answers ?? 0, end: ends }[step]);
    return JSON.stringify({
      event: `call.${{ ring: "dial", answer: "bridge", end: "hangup" }[step]}`,
      uuid: `23-1.${extension}`,
      parentUuid: "23-1.1",
      lgDirection: 4,
      leg: { id: extension, type: 1, displayName: "Olena", ext: extension },
      otherLegs: [{ num: client }],
      dialAt: timeAt(rings),
      bridgeAt: answers === null || step === "ring" ? null : timeAt(answers),
      serverTime: String(time),
    });
  },
  evrotel(step, { extension, rings, answers, ends }, index) {
    if (step === "answer") return null;
    const second = step === "ring" ? rings : ends;
    const calldate = toLocalTime(new Date(timeAt(second)), "Europe/Kyiv");
    const start = { callstatus: "start", numberA: client, numberB: extension };
    const billsec = answers === null ? 0 : ends - answers;
    const disposition = answers === null ? "NO ANSWER" : "ANSWERED";
    const end = { callstatus: "end", callid: String(index + 1), billsec, disposition };
    const body = { calldate, direction: "i", ...(step === "ring" ? start : end) };
    const settings = { timeZone: "Europe/Kyiv", recordingsUrl: "", lineExtensions: "" };
    return keep({ body: JSON.stringify(body) }, settings);
  },
};
const parsers = { "prostie-zvonki": prostieZvonki, phonet, evrotel };
type Provider = keyof typeof parsers;

/** In the order of their times; of equal ones, ends before answers. */
function messagesOf(provider: Provider, legs: readonly Leg[]): Message[] {
  const told = legs.flatMap((leg, index) =>
    (["end", "ring", "answer"] as const).flatMap((step) => {
      const second = { ring: leg.rings, answer: leg.answers, end: leg.ends }[step];
      const raw = second === null ? null : wires[provider]!(step, leg, index);
      return raw === null
        ? []
        : [{ second: second!, raw, id: step === "end" ? 100 + index : index + 1 }];
    }),
  );
  const group = { leg: { id: "9", type: 2, displayName: "Sales", ext: "900" }, lgDirection: 4 };
  const parent = { uuid: "23-1.1", otherLegs: [{ num: client }], dialAt: timeAt(0), ...group };
  const end = { event: "call.hangup", ...parent, bridgeAt: null, serverTime: String(timeAt(81)) };
  // What a group's call ends with, when it is over.
  const own = provider === "phonet" ? [{ second: 81, raw: JSON.stringify(end), id: 200 }] : [];
  return [...told, ...own].sort((a, b) => a.second - b.second);
}

async function tell(provider: Provider, { id, second, raw }: Message) {
  const receivedAt = new Date(timeAt(second));
  const events: CallEvent[] = parsers[provider].parse(raw, { inboxId: id, receivedAt });
  const source = office.connections[provider];
  await recordCallEvents(
    events.map((event) => ({ event: event as ProviderCallEvent, source, receivedAt })),
  );
}

it.each(Object.keys(parsers) as Provider[])("%s", async (provider) => {
  await fc.assert(
    fc
      .asyncProperty(story, async (legs) => {
        const messages = messagesOf(provider, legs);
        const over = Math.max(...legs.map(({ ends }) => ends));
        for (const [index, message] of messages.entries()) {
          await tell(provider, message);
          const calls = await db.call.findMany({ include: { legs: true } });
          expect(calls).toHaveLength(1);
          const { second } = message;
          const isTold = messages[index + 1]?.second !== second;
          // While somebody talks, or rings, it is not over, and nobody is owed a call.
          if (isTold && second < over) {
            expect([second, calls[0]!.state]).not.toEqual([second, "ended"]);
            expect(await db.callback.count({ where: { openKey: { not: null } } })).toBe(0);
          }
        }
        const call = await db.call.findFirstOrThrow({ include: { legs: true } });
        const reached = legs.at(-1)!.answers !== null;
        expect(call).toMatchObject({
          state: "ended",
          disposition: reached ? "answered" : "no-answer",
        });
        const states = call.legs.map(({ extension, state }) => `${extension} ${state}`).sort();
        expect(states).toEqual(
          legs.map(
            ({ extension, answers }) => `${extension} ${answers === null ? "missed" : "ended"}`,
          ),
        );
        const owed = await db.callback.findMany({ where: { openKey: { not: null } } });
        expect(owed.map(({ missedCount }) => missedCount)).toEqual(reached ? [] : [1]);
      })
      .beforeEach(async () => {
        await db.callback.deleteMany();
        await db.call.deleteMany();
      }),
    { seed: 20_261_129, numRuns: 20 },
  );
});
