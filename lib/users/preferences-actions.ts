"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { currentUser } from "#lib/auth/current-user";
import { authorizedAction } from "#lib/auth/action";
import { passwordLength } from "#lib/auth/password";
import { db } from "#lib/db/client";
import { localeCookie, locales } from "#lib/i18n/locales";
import { hub } from "#lib/server/hub";
import { changeOwnPassword } from "./manage-people";
import { setDoNotDisturb } from "./presence";
import { themeCookie, themes } from "./theme";

const year = 365 * 24 * 60 * 60;
const cookie = { maxAge: year, path: "/", sameSite: "lax" } as const;

/** For strangers on the sign-in page too: it touches their own browser, and their account if any. */
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

const changePassword = authorizedAction(
  {
    input: z.object({
      current: z.string().min(1, "required").max(1024),
      password: z.string().min(passwordLength.min, "tooShort").max(passwordLength.max, "tooLong"),
    }),
  },
  async (input, user) => {
    await changeOwnPassword(user, input);
    return null;
  },
);

export async function changePasswordAction(raw: unknown) {
  return changePassword(raw);
}

const disturb = authorizedAction(
  { input: z.object({ doNotDisturb: z.boolean() }) },
  async ({ doNotDisturb }, user) => {
    await hub().publishPresence(await setDoNotDisturb(user.id, doNotDisturb));
    return null;
  },
);

export async function setDoNotDisturbAction(raw: unknown) {
  return disturb(raw);
}
