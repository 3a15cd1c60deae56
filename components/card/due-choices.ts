/** When one promises to call: the three usual times, where the person is. */
const hour = 60 * 60 * 1000;
/** The working day's beginning by which a morning is meant. */
const morning = 10;

export const dueChoices = ["hour", "tomorrow", "monday"] as const;
export type DueChoice = (typeof dueChoices)[number];

export function dueAt(choice: DueChoice, now: Date): Date {
  if (choice === "hour") return new Date(now.getTime() + hour);
  // Sunday is 0; on a Monday the next one is a week ahead.
  const days = choice === "tomorrow" ? 1 : (8 - now.getDay()) % 7 || 7;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
}

/** As an `<input type="datetime-local">` has it. */
export function toLocalInput(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
