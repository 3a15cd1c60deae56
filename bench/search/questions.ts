/**
 * What people type, made from what the database holds: every kind the search promises to answer. They type
 * as the palette sends it, each letter a request.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/db/client";
import { now } from "../clock";

export interface Question {
  kind: string;
  q: string;
}

interface Source {
  name: string;
  company: string;
  email: string;
  digits: string;
}

/** A number below `n` that is the same in every run. */
function createDice(): (n: number) => number {
  let state = 20_261_121;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
}

/** Pieces that a large part of all contacts hold, alone and together; most of the pairs fit few. */
const frequent =
  "ова ива нко 793 790 380 ооо александр иван мед|ова 793|ова вич|енко ова|ива ова 380|ооо мед|mail 793";

/** @returns so many questions, the kinds in turn */
export async function askedQuestions(count: number): Promise<Question[]> {
  const sources = await readSources(200);
  const dice = createDice();
  const worst = frequent.split("|").flatMap((group, at) => (at === 0 ? group.split(" ") : [group]));
  const piece = (text: string, length: number) => {
    const begin = dice(Math.max(1, text.length - length + 1));
    return text.slice(begin, begin + length);
  };
  const kinds: Record<string, (source: Source, index: number) => string> = {
    "1–2 letters": ({ name }) => name.slice(0, 1 + dice(2)),
    "beginning of a name": ({ name }) => name.slice(0, 3 + dice(5)),
    "3 letters within": ({ name }) => piece(name.split(" ")[0]!, 3),
    "whole name": ({ name }) => name.split(" ").slice(0, 2).join(" "),
    "words in another order": ({ name }) => name.split(" ").slice(0, 2).reverse().join(" "),
    company: ({ company }) => piece(company, 6),
    "e-mail": ({ email }) => piece(email, 7),
    "3 digits within": ({ digits }) => piece(digits, 3),
    "4–7 digits within": ({ digits }) => piece(digits, 4 + dice(4)),
    "whole number": ({ digits }) =>
      `+${digits.slice(0, 1)} (${digits.slice(1, 4)}) ${digits.slice(4)}`,
    "typo of one letter": ({ name }) => mistyped(name.split(" ")[0]!, dice),
    nothing: () => Array.from({ length: 6 }, () => "щъыжфхц"[dice(7)]).join(""),
    "frequent pieces": (_, index) => worst[index % worst.length]!,
  };
  const names = Object.keys(kinds);
  return Array.from({ length: count }, (_, index) => {
    const kind = names[index % names.length]!;
    const round = Math.floor(index / names.length);
    return { kind, q: kinds[kind]!(sources[dice(sources.length)]!, round) };
  });
}

function mistyped(word: string, dice: (n: number) => number): string {
  const at = 1 + dice(word.length - 2);
  const [before, here, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  const kinds = [before + after, before + here + here + after, `${before}ж${after}`];
  return [...kinds, before + after.slice(0, 1) + here + after.slice(1)][dice(4)]!;
}

async function readSources(count: number): Promise<Source[]> {
  const all = await db().contact.count();
  const ids = Array.from({ length: count }, (_, index) => Math.floor((index * all) / count));
  const rows = await db().contact.findMany({
    where: {
      id: { in: ids.map((row) => `01900000-0004-7000-8000-${String(row).padStart(12, "0")}`) },
    },
    include: { company: true, numbers: true, emails: true },
  });
  return rows.map(({ name, company, numbers, emails }) => ({
    name: name.toLowerCase(),
    company: company?.name.toLowerCase() ?? "",
    email: emails[0]?.address ?? "",
    digits: numbers[0]?.digits ?? "",
  }));
}

/** Between two letters, in ms: three hundred a minute. */
const pause = 200;

/** @returns how long each answer took, in ms, sorted, and how many had another status than 200 */
export async function typeAll(
  origin: string,
  cookies: readonly string[],
  words: readonly string[],
): Promise<{ took: number[]; failed: number }> {
  const took: number[] = [];
  let failed = 0;
  await Promise.all(
    cookies.map(async (cookie, person) => {
      await sleep((person * pause) / cookies.length);
      for (let index = person; index < words.length; index += cookies.length) {
        for (let letters = 1; letters <= words[index]!.length; letters++) {
          const begin = now();
          const typed = words[index]!.slice(0, letters);
          // Nothing is asked of a space alone.
          if (typed.trim() === "") continue;
          const address = `${origin}/api/v1/search?q=${encodeURIComponent(typed)}`;
          const answer = await fetch(address, { headers: { cookie } });
          await answer.arrayBuffer();
          const wait = now() - begin;
          took.push(wait);
          if (answer.status !== 200) failed += 1;
          await sleep(Math.max(0, pause - wait));
        }
      }
    }),
  );
  return { took: took.sort((a, b) => a - b), failed };
}
