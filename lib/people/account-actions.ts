"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { currentUser } from "#lib/auth/current-user";
import { authorizedAction } from "#lib/auth/action";
import { day, second } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { localeCookie, locales } from "#lib/i18n/locales";
import { presencePublisher } from "./ports";
import { changeOwnPassword } from "./manage-people";
import { setDoNotDisturb } from "./presence";
import { endSessionsOf, listSessions } from "./sessions";
import { themeCookie, themes } from "./theme";

const year = (365 * day) / second;
const cookie = { maxAge: year, path: "/", sameSite: "lax" } as const;

/** Also without a session, on the sign-in page: changes this browser's cookie, and the account if there is one. */
export async function chooseLocale(raw: unknown): Promise<void> {
  const locale = z.enum(locales).safeParse(raw);
  if (!locale.success) return;
  (await cookies()).set(localeCookie, locale.data, cookie);
  const user = await currentUser();
  if (user) await db().user.update({ where: { id: user.id }, data: { locale: locale.data } });
}

export async function chooseTheme(raw: unknown): Promise<void> {
  const theme = z.enum(themes).safeParse(raw);
  if (theme.success) (await cookies()).set(themeCookie, theme.data, cookie);
}

export const changePasswordAction = authorizedAction(
  {
    input: z.object({
      current: z.string().min(1, "required").max(1024),
      password: z.string().max(1024, "tooLong"),
    }),
  },
  async (input, user) => {
    await changeOwnPassword(user, input);
    return null;
  },
);

export const setDoNotDisturbAction = authorizedAction(
  { input: z.object({ doNotDisturb: z.boolean() }) },
  async ({ doNotDisturb }, user) => {
    presencePublisher().publish(await setDoNotDisturb(user.id, doNotDisturb));
    return null;
  },
);

/** Where the person is signed in: an administrator sees everybody's sessions. */
export const sessionsAction = authorizedAction(
  { input: z.object({ userId: z.uuid() }) },
  ({ userId }, user) => listSessions(user, userId),
);

/** @returns the sessions that are left */
export const endSessionsAction = authorizedAction(
  { input: z.object({ userId: z.uuid(), sessionId: z.uuid().nullable() }) },
  async (input, user) => {
    await endSessionsOf(user, input);
    return listSessions(user, input.userId);
  },
);
