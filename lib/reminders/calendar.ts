/** What a person has promised, as a calendar (iCalendar, RFC 5545) that other programs subscribe to. */
import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventClass,
  type ICalEventData,
} from "ical-generator";
import { config } from "#lib/base/config";
import { hour, minute, second } from "#lib/base/duration";
import type { CallbackTask } from "#lib/callbacks/callback-view";
import { promisesOf, type PromisedCallbackView } from "#lib/callbacks/queries";
import { deadline } from "#lib/callbacks/queue";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import type { CalendarOwner } from "#lib/people/calendar-address";
import { placeOf, whatToDo, wordsIn, type Words } from "./words";

/** How long before it the calendar reminds, in ms. */
const reminder = 5 * minute;
/** How often calendars are asked to ask again, in ms; most take their own time. */
const askAgain = 15 * minute;
/** How long each is to take, in ms. */
const lasts: Record<CallbackTask, number> = {
  call: 15 * minute,
  message: 15 * minute,
  meeting: hour,
  other: 15 * minute,
};

/** Open promises and tasks of theirs, as far as they may see them now; what is settled is in it no more. */
export async function calendarOf(owner: CalendarOwner, now: Date): Promise<string> {
  const t = wordsIn(owner.locale);
  const calendar = ical({
    name: t("reminders.calendar.name"),
    prodId: { company: "tinyCRM", product: "tinyCRM", language: owner.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: askAgain / second,
  });
  for (const promise of await promisesOf(owner, now)) calendar.createEvent(eventOf(t, promise));
  return calendar.toString();
}

function eventOf(t: Words, { view, changedAt }: PromisedCallbackView): ICalEventData {
  const start = deadline(view);
  const summary = whatToDo(t, view);
  const { publicUrl } = config();
  const url = publicUrl && publicUrl + placeOf(view);
  // Not every calendar shows the address, but each the description.
  const description = [view.contact?.company, formatPhoneNumber(view.number), view.note, url];
  return {
    id: `${view.id}@tinycrm`,
    sequence: view.version,
    stamp: changedAt,
    lastModified: changedAt,
    start: new Date(start),
    end: new Date(start + lasts[view.task]),
    summary,
    description: description.filter(Boolean).join("\n"),
    // A client's name is no business of those with whom a calendar is shared.
    class: ICalEventClass.PRIVATE,
    alarms: [
      {
        type: ICalAlarmType.display,
        triggerBefore: reminder / second,
        description: summary,
      },
    ],
    ...(url && { url }),
  };
}
