/**
 * Whether this installation is a demo, which its accounts are, and what must not be done meanwhile. A
 * demo begins in an empty database, and ends once and for good (lib/provision/demo/end-demo.ts).
 */
import { z } from "zod";
import { ActionError } from "#lib/auth/action-error";
import type { CurrentUser } from "#lib/auth/roles";
import { config } from "#lib/base/config";
import { sharedSlot } from "#lib/base/process-slot";
import { db, WriteConflict, type Tx } from "#lib/db/client";
import { readSetting, writeSetting } from "#lib/db/setting";
import { locales, type Locale } from "#lib/i18n/locales";

const key = "demo";

const demo = z.object({
  /** begun: still being filled; a start that was cut short does it again. */
  state: z.enum(["begun", "open", "ended"]),
  /** Ids of the accounts it came with. */
  people: z.array(z.string()),
  /** Of its words; a demo of an earlier version mixed several. */
  language: z.enum(locales).optional(),
});

export type Demo = z.infer<typeof demo>;

/** @returns null where there never was a demo */
export async function readDemo(tx: Tx = db()): Promise<Demo | null> {
  const value = await readSetting(key, tx);
  return value === null ? null : demo.parse(JSON.parse(value));
}

export async function saveDemo(next: Demo, tx: Tx = db()): Promise<void> {
  await writeSetting(key, JSON.stringify(next), tx);
}

/**
 * Ends it within a transaction, for one caller of several at once.
 * @returns the demo as it was
 * @throws {ActionError} "no-demo" when none is open
 */
export async function closeDemo(tx: Tx): Promise<Demo> {
  const row = await tx.setting.findUnique({ where: { key } });
  const known = row && demo.parse(JSON.parse(row.value));
  if (!row || !isOpen(known)) throw new ActionError("no-demo");
  const value = JSON.stringify({ ...known, state: "ended" });
  const { count } = await tx.setting.updateMany({ where: row, data: { value } });
  if (count === 0) throw new WriteConflict("the demo has changed meanwhile");
  return known;
}

export async function isDemoOpen(): Promise<boolean> {
  return isOpen(await readDemo());
}

export function isOpen(known: Demo | null): known is Demo {
  return known !== null && known.state !== "ended";
}

/**
 * Whether it is still to be written anew in another language: nobody has worked in it, and the operator has not said
 * which it is to be.
 */
export async function isUntouchedDemo(known: Demo | null, language: Locale): Promise<boolean> {
  if (!isOpen(known) || !known.language) return false;
  // One that is still being written is waited for.
  if (known.state === "open" && known.language === language) return false;
  if (config().demoLanguage) return false;
  const signedIn = await db().auditEntry.count({ where: { event: "sign-in.succeeded" }, take: 1 });
  return signedIn === 0;
}

/**
 * A real telephone line does not belong where accounts with machine-made passwords can sign in.
 * @throws {ActionError} "demo-open" while the demo has not been ended
 */
export async function assertDemoEnded(): Promise<void> {
  if (await isDemoOpen()) throw new ActionError("demo-open");
}

/** What an administrator's screen says of the demo. */
export interface DemoNotice {
  /** They have signed in with an account of the demo, and need one of their own before it ends. */
  needsAccount: boolean;
}

/** @returns null for others than administrators, and where no demo is open */
export async function demoNotice(user: CurrentUser): Promise<DemoNotice | null> {
  if (user.role !== "admin") return null;
  const known = await readDemo();
  return isOpen(known) ? { needsAccount: known.people.includes(user.id) } : null;
}

export interface SignInHint {
  email: string;
  password: string;
  name: string;
  role: string;
}

/** Demo accounts for the sign-in page; lib/provision/demo sets them, a real installation has none. */
export const signInHintsSlot = sharedSlot<SignInHint[]>("sign-in-hints");
