/** What is read out when a call comes in on a line of the company's: at most one script for each. */
import { recordAudit } from "#lib/audit/record-audit";
import { db, transaction } from "#lib/db/client";
import { latestLines, lineAt } from "#lib/numbers/lines";
import type { LineScriptView } from "./template-view";

/** Lines with a script, those that calls came in on lately, and those that are known as our own. */
export async function listLineScripts(): Promise<LineScriptView[]> {
  const [scripts, latest, own] = await Promise.all([
    db().lineScript.findMany(),
    latestLines(),
    db().ignoredNumber.findMany({ where: { kind: "own" }, select: { e164: true } }),
  ]);
  const textOf = new Map(scripts.map(({ line, text }) => [line, text]));
  const lines = new Set([...textOf.keys(), ...latest, ...own.map(({ e164 }) => e164)]);
  return [...lines].sort().map((line) => ({ line, text: textOf.get(line) ?? "" }));
}

/** @param text empty: nothing is read out on it any more */
export async function setLineScript({ line, text }: LineScriptView): Promise<void> {
  await transaction(async (tx) => {
    const before = (await tx.lineScript.findUnique({ where: { line } }))?.text ?? "";
    if (before === text) return;
    if (text === "") await tx.lineScript.delete({ where: { line } });
    else await tx.lineScript.upsert({ where: { line }, create: { line, text }, update: { text } });
    await recordAudit(tx, {
      event: "script.changed",
      subject: { kind: "line", id: line },
      changes: { text: [before || null, text || null] },
    });
  });
}

/** @returns what is read out on the line that a call came in on; null where it is nothing */
export async function scriptOfCall(call: {
  direction: string;
  trunk: string | null;
  /** Of its connection, as they are stored. */
  settings: string;
}): Promise<string | null> {
  const { direction, trunk, settings } = call;
  if (direction !== "incoming" || !trunk) return null;
  const script = await db().lineScript.findUnique({ where: { line: lineAt(trunk, settings) } });
  return script?.text ?? null;
}
