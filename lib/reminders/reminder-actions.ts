"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { config } from "#lib/base/config";
import { clockText } from "#lib/base/local-time";
import { publicOrigin } from "#lib/base/public-origin";
import { requestLocale } from "#lib/i18n/request-locale";
import {
  calendarAddressOf,
  makeCalendarAddress,
  removeCalendarAddress,
} from "#lib/people/calendar-address";
import { setMorningMail, wantsMorningMail } from "./morning-mail";
import { hoursOfMornings } from "./mornings";

const nothing = z.object({});

/** What of one's day leads out of tinyCRM; `mail` is null where there is no mail server. */
export const remindersAction = authorizedAction({ input: nothing }, async (_, user) => {
  const [calendar, on, { hoursFrom }] = await Promise.all([
    calendarAddressOf(user.id),
    wantsMorningMail(user.id),
    hoursOfMornings(),
  ]);
  const mail = config().mail ? { on, email: user.email, time: clockText(hoursFrom) } : null;
  return { calendar, mail };
});

/** @returns the address, this once */
export const makeCalendarAddressAction = authorizedAction({ input: nothing }, async (_, user) => {
  const path = await makeCalendarAddress(user, await requestLocale());
  return { address: (await publicOrigin()) + path };
});

export const removeCalendarAddressAction = authorizedAction({ input: nothing }, async (_, user) => {
  await removeCalendarAddress(user);
  return null;
});

export const setMorningMailAction = authorizedAction(
  { input: z.object({ on: z.boolean() }) },
  async ({ on }, user) => {
    await setMorningMail(user.id, on, await requestLocale());
    return null;
  },
);
