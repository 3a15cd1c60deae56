/** Whose screen shows what rings at an extension, and why nobody's does; for administrators. */
import { alive } from "#lib/auth/sessions";
import { db } from "#lib/db/client";
import { readSetting } from "#lib/db/setting";
import type { Silence, Telephone } from "./ring-places";

/** Every extension with its person, as they are now. @param connectionId all connections without it */
export async function telephones(connectionId?: string): Promise<Telephone[]> {
  const rows = await db().extension.findMany({
    where: { connectionId },
    include: {
      user: {
        select: {
          id: true,
          name: true,
          disabledAt: true,
          doNotDisturb: true,
          sessions: { where: alive(new Date()), take: 1, select: { id: true } },
        },
      },
    },
  });
  return rows.map(({ connectionId, number, user }) => ({
    connectionId,
    extension: number,
    person: { id: user.id, name: user.name },
    silence: silenceOf(user),
  }));
}

function silenceOf(user: {
  disabledAt: Date | null;
  doNotDisturb: boolean;
  sessions: readonly unknown[];
}): Silence | null {
  if (user.disabledAt) return "disabled";
  if (user.sessions.length === 0) return "signed-out";
  return user.doNotDisturb ? "do-not-disturb" : null;
}

export const dismissedKey = "rings.dismissed";

/** Places of which no administrator wants to hear again. */
export async function dismissedPlaces(): Promise<string[]> {
  const value = await readSetting(dismissedKey);
  return value === null ? [] : (JSON.parse(value) as string[]);
}
