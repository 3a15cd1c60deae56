/**
 * A month of a sales team's calls that never happened, so that the first hour shows living screens.
 * The same seed, people, clients and time give the same calls.
 */
import { Temporal } from "temporal-polyfill";
import { day, minute } from "#lib/base/duration";
import { seededRandom, type Random } from "#lib/base/seeded-random";
import type { PastCall, PastClient, PastPerson } from "./past-call";
import { createCallbackBook, type PastCallback } from "./past-callbacks";
import type { DemoWords, PastOutcome } from "./words/demo-words";

export interface PastHistory {
  calls: PastCall[];
  callbacks: PastCallback[];
}

/** What is left out of the hours before now, so that nothing seems to be under way; in ms. */
const quiet = 20 * minute;
/** So many of the last calls leave somebody to be called back. */
const lastCalls = 70;
/** Calls an hour on weekdays from 8 to 19, and the part of them that comes on a weekend. */
const busy = [3, 9, 14, 15, 13, 8, 11, 14, 13, 10, 5, 2];
const weekendPart = 0.15;
const firstHour = 8;

/** As often as teams have them. */
const outcomes: readonly PastOutcome[] = [
  "interested",
  "interested",
  "interested",
  "agreed",
  "agreed",
  "answered",
  "answered",
  "call-back",
  "not-interested",
  "wrong-number",
];
/** The part of wrapped-up talks of which somebody wrote something down. */
const noted = 0.3;
/** Exchanges delete older recordings, in ms; what is shorter was not recorded, in seconds. */
const recordedFor = 14 * day;
const shortestRecorded = 15;

interface Attempt {
  at: number;
  direction: PastCall["direction"];
  client: PastClient;
  by?: PastPerson;
}

interface HistoryOptions {
  words: Pick<DemoWords, "said" | "numbers" | "tail">;
  seed: number;
  now: Date;
  /** In which the team's working hours are. */
  zone: string;
  days: number;
  people: readonly PastPerson[];
  clients: readonly PastClient[];
}

export function pastHistory(options: HistoryOptions): PastHistory {
  const random = seededRandom(options.seed);
  const until = options.now.getTime() - quiet;
  const attempts = plan(random, options).filter(({ at }) => at < until);
  const lately = attempts.at(-lastCalls)?.at ?? until;
  const book = createCallbackBook(random);
  const calls: PastCall[] = [];
  while (attempts.length > 0) {
    const attempt = attempts.shift()!;
    const call = { ...play(random, attempt, options), position: calls.length };
    calls.push(call);
    const opensCallback = book.record(call);
    // Most are called back within half an hour, nearly all within the day; of the last ones a few wait.
    if (!opensCallback || random.chance(attempt.at > lately ? 0.7 : 0.06)) continue;
    const delay = random.chance(0.75) ? random.int(2, 25) : random.int(25, 300);
    const by = random.some(options.people, 1)[0]!;
    insert(attempts, {
      at: call.endedAt.getTime() + delay * minute,
      direction: "outgoing",
      client: call.client,
      by,
    });
    while (attempts.length > 0 && attempts.at(-1)!.at >= until) attempts.pop();
  }
  return { calls, callbacks: book.close(options.now, options.people) };
}

function insert(attempts: Attempt[], attempt: Attempt): void {
  const later = attempts.findIndex(({ at }) => at > attempt.at);
  attempts.splice(later === -1 ? attempts.length : later, 0, attempt);
}

function plan(random: Random, { now, zone, days, clients, words }: HistoryOptions): Attempt[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const attempts: Attempt[] = [];
  for (let ago = days; ago >= 0; ago--) {
    const date = today.toPlainDate().subtract({ days: ago });
    for (const [index, usual] of busy.entries()) {
      const calls = usual * (date.dayOfWeek > 5 ? weekendPart : 1) * (random.int(70, 130) / 100);
      const begin = date.toZonedDateTime({
        timeZone: zone,
        plainTime: { hour: firstHour + index },
      });
      for (let call = 0; call < Math.round(calls); call++) {
        const at = begin.epochMilliseconds + random.int(0, 3_599) * 1000;
        const known = clients.filter(({ since }) => !since || since.getTime() < at);
        attempts.push({
          at,
          direction: random.chance(0.6) ? "incoming" : "outgoing",
          client: random.chance(0.07) ? stranger(random, words) : random.some(known, 1)[0]!,
        });
      }
    }
  }
  return attempts.sort((a, b) => a.at - b.at);
}

/** Numbers that begin so can ring nowhere (words/). */
function stranger(
  random: Random,
  { numbers: [prefix = ""], tail }: HistoryOptions["words"],
): PastClient {
  const known = prefix.replaceAll(" ", "");
  const e164 = known + String(random.int(0, 10 ** tail - 1)).padStart(tail, "0");
  return { contactId: null, raw: e164, e164 };
}

type Played = Omit<PastCall, "position">;

function play(random: Random, attempt: Attempt, { people, words, now }: HistoryOptions): Played {
  const { at, direction, client } = attempt;
  const incoming = direction === "incoming";
  // Some lines ring everybody, most lead to one person.
  const rung = random.some(people, incoming && random.chance(0.3) ? people.length : 1);
  const ringing = attempt.by ? [attempt.by] : rung;
  const answered = random.chance(incoming ? 0.86 : 0.72);
  const wait = answered ? quickly(random, 2, incoming ? 28 : 20) : random.int(12, 45);
  const talk = answered ? quickly(random, 12, 900) : null;
  const startedAt = new Date(at);
  const answeredAt = answered ? new Date(at + wait * 1000) : null;
  const endedAt = new Date(at + (wait + (talk ?? 0)) * 1000);
  const outcome = answered && random.chance(0.8) ? random.some(outcomes, 1)[0]! : null;
  return {
    direction,
    client,
    startedAt,
    answeredAt,
    endedAt,
    talkSeconds: talk,
    disposition: answered ? "answered" : !incoming && random.chance(0.3) ? "busy" : "no-answer",
    people: ringing,
    handledBy: answered || ringing.length === 1 ? ringing[0]! : null,
    outcome,
    note: outcome && random.chance(noted) ? random.some(words.said[outcome], 1)[0]! : null,
    isRecorded: (talk ?? 0) > shortestRecorded && now.getTime() - at < recordedFor,
  };
}

/** Mostly near the low end, as times people take are. */
function quickly(random: Random, low: number, high: number): number {
  const part = random.int(0, 1000) / 1000;
  return low + Math.round((high - low) * part ** 3);
}
