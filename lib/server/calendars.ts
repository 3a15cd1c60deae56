/** Where people's calendars ask for what they have promised. The address is the key: nobody can guess it. */
import { Hono } from "hono";
import { networkOf } from "#lib/base/client-address";
import { calendarOwner } from "#lib/people/calendar-address";
import { calendarOf } from "#lib/reminders/calendar";
import { notFound } from "./answers";
import { clientOfRequest, refuseTooMany } from "./limited";

export const calendars = new Hono();

calendars.get("/:file{[A-Za-z0-9_-]{43}\\.ics}", async (c) => {
  const now = new Date();
  const owner = await calendarOwner(c.req.param("file").slice(0, -".ics".length), now);
  // The right address is never held back by wrong ones beside it.
  if (!owner) {
    const network = networkOf(clientOfRequest(c));
    return (await refuseTooMany(c, "wrongCalendars", network)) ?? notFound(c);
  }
  const refused = await refuseTooMany(c, "calendars", owner.id);
  if (refused) return refused;
  return c.body(await calendarOf(owner, now), 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": 'inline; filename="tinycrm.ics"',
    "cache-control": "private, no-store",
  });
});
