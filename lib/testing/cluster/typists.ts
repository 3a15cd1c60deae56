/** People who type a note about a call, saved as the product's card saves it: the whole text, until it is answered. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "#lib/db/client";
import { builtAction } from "#lib/testing/kit/built-action";
import type { Browser } from "./browsers";

export interface Typed {
  /** How often there was which answer; `broken off` where there was none. */
  statuses: Record<string, number>;
  letters: number;
  /** Notes that are not what was typed. */
  wrong: string[];
}

/** Between two letters, in ms. */
const pace = 150;
const text = "Asks for the price list, wants to be called on Friday after the fair. ";

export function typeNotes(url: string, browsers: readonly Browser[]) {
  const save = builtAction("saveCallNoteAction");
  const statuses: Record<string, number> = {};
  const written: { userId: string; callId: string; note: string }[] = [];
  let stopped = false;

  async function send(cookie: string, input: object): Promise<boolean> {
    const asked = save(input);
    const status = await fetch(`${url}/contacts`, {
      ...asked,
      headers: { ...asked.headers, cookie, origin: url },
    })
      .then(async (answer) => {
        const said = await answer.text();
        return answer.status === 200 && !said.includes('"ok":true') ? said : String(answer.status);
      })
      .catch(() => "broken off");
    statuses[status] = (statuses[status] ?? 0) + 1;
    return status === "200";
  }

  async function type({ person, shown }: Browser): Promise<void> {
    while (shown.size === 0 && !stopped) await sleep(pace);
    if (stopped) return;
    const callId = [...[...shown.values()].at(-1)!.ids][0]!;
    const entry = { userId: person.id, callId, note: "" };
    written.push(entry);
    let isSaved = true;
    while (!stopped || !isSaved) {
      if (!stopped) entry.note += text[entry.note.length % text.length];
      isSaved = await send(person.cookie, { callId, text: entry.note.trim(), typing: true });
      await sleep(isSaved ? pace : 1_000);
    }
  }

  const typing = browsers.map(type);
  return {
    async stop(db: Db): Promise<Typed> {
      stopped = true;
      await Promise.all(typing);
      const notes = await db.note.findMany({ where: { callId: { not: null } } });
      const wrong = written.flatMap(({ userId, callId, note }) => {
        const stored = notes.find((one) => one.userId === userId && one.callId === callId);
        return stored?.text === note.trim() ? [] : [`${note.trim()}: ${stored?.text ?? "nothing"}`];
      });
      const letters = written.reduce((sum, { note }) => sum + note.length, 0);
      return { statuses, letters, wrong };
    },
  };
}
