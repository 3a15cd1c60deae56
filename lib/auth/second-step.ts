/**
 * Between the password and the session: a sealed cookie says that this browser has given the right password, and
 * what is to come. It holds for five minutes, and no longer when the password changes or the account ends.
 */
import { randomUUID } from "node:crypto";
import { minute, second } from "#lib/base/duration";
import { seal, unseal } from "#lib/base/secrets";
import { db } from "#lib/db/client";
import { z } from "zod";
import { readCookie, usesSecureCookies } from "./cookie";
import { digestOf } from "./one-time-token";
import type { Role } from "./roles";
import { hasSecondFactor, type FactorOwner } from "./second-factor";
import { mustHaveSecondFactor } from "./second-factor-rule";

/**
 * What has to be done before the session begins: type a code; set the second factor up; nothing more, it has just
 * been set up.
 */
const kinds = ["code", "set-up", "done"] as const;
export type StepKind = (typeof kinds)[number];

export interface SecondStep {
  kind: StepKind;
  user: FactorOwner;
  /** Of the password that was typed. */
  passwordHash: string;
  /** Names this step and no other. */
  id: string;
}

/** In ms. */
export const stepLife = 5 * minute;
const subject = "second-step";

const content = z.object({
  id: z.string(),
  userId: z.string(),
  kind: z.enum(kinds),
  /** Of the password's hash: another password makes another mark. */
  mark: z.string(),
  until: z.number(),
});

/** @returns null when the right password is all it takes */
export async function stepAfterPassword(userId: string): Promise<StepKind | null> {
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { role: true } });
  if (await hasSecondFactor(userId)) return "code";
  return (await mustHaveSecondFactor({ role: user.role as Role })) ? "set-up" : null;
}

/** The cookie's value. */
export async function sealStep(userId: string, kind: StepKind, now = Date.now()): Promise<string> {
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const id = randomUUID();
  const step = { id, userId, kind, mark: digestOf(passwordHash), until: now + stepLife };
  return seal(JSON.stringify(step), subject);
}

/** @returns null without a step that still counts */
export async function openStep(
  sealed: string | undefined,
  now = Date.now(),
): Promise<SecondStep | null> {
  if (!sealed) return null;
  const text = await unseal(sealed, subject).catch(() => null);
  if (text === null) return null;
  const { id, userId, kind, mark, until } = content.parse(JSON.parse(text));
  const user = await db().user.findFirst({ where: { id: userId, disabledAt: null } });
  if (!user || until <= now || mark !== digestOf(user.passwordHash)) return null;
  // Whoever was to set it up has done so elsewhere meanwhile, or it was taken away.
  if ((await hasSecondFactor(userId)) !== (kind !== "set-up")) return null;
  const { name, email, passwordHash } = user;
  return { kind, id, passwordHash, user: { id: userId, name, email } };
}

export function stepCookieName(): string {
  return `${usesSecureCookies() ? "__Host-" : ""}tinycrm.second-step`;
}

export function stepCookieOptions() {
  return {
    httpOnly: true,
    sameSite: "strict",
    path: "/",
    secure: usesSecureCookies(),
    maxAge: stepLife / second,
  } as const;
}

/** @param cookieHeader of the request */
export function stepFrom(cookieHeader: string | null): Promise<SecondStep | null> {
  return openStep(readCookie(cookieHeader ?? "", stepCookieName()));
}
