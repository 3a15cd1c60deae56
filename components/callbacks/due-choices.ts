/** Usual times to come, by the company's clock and within the working hours of whoever will see to it. */
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { hour, minute } from "#lib/base/duration";
import { afterDays, localDay, toLocalInput } from "#lib/base/local-time";
import { nextOpening, type WorkingHours } from "#lib/base/working-hours";
import { clockWords } from "./times-in-words";

/** The working day's beginning by which a morning is meant where no hours are set, in minutes. */
const morning = 10 * 60;

export type DueChoice = "quarter" | "hour" | "tomorrow" | "monday";
const spans = { quarter: 15 * minute, hour } as const;

export function dueAt(
  choice: DueChoice,
  now: Date,
  zone: string,
  hours: WorkingHours | null = null,
): Date {
  const at = meantBy(choice, now, zone, hours);
  return hours ? nextOpening(at, zone, hours) : at;
}

/** What is said, whether anybody works then or not. */
function meantBy(choice: DueChoice, now: Date, zone: string, hours: WorkingHours | null): Date {
  if (choice === "quarter" || choice === "hour") return new Date(now.getTime() + spans[choice]);
  // Sunday is 0; on a Monday the next one is a week ahead.
  const weekday = new Date(localDay(now, zone)).getUTCDay();
  const days = choice === "tomorrow" ? 1 : (8 - weekday) % 7 || 7;
  const begins = hours?.hoursFrom ?? morning;
  return new Date(
    afterDays(now, zone, days, Math.floor(begins / 60)).getTime() + (begins % 60) * minute,
  );
}

/** The times as one chooses from them; what falls on nobody's hours is named by when it is. */
export function useDueChoices(choices: readonly DueChoice[], hours: WorkingHours | null) {
  const t = useTranslations("callbacks.postpone");
  const format = useFormatter();
  const zone = useTimeZone()!;
  return (now: Date) => {
    const offered = choices.map((choice) => {
      const at = dueAt(choice, now, zone, hours);
      const isMoved = at.getTime() !== meantBy(choice, now, zone, hours).getTime();
      const time = format.dateTime(at, { hour: "numeric", minute: "2-digit" });
      const words = isMoved ? clockWords(format, at, now) : t(choice, { time });
      return { at, words, value: toLocalInput(at, zone) };
    });
    return offered.filter(
      ({ value }, index) => offered.findIndex((one) => one.value === value) === index,
    );
  };
}
