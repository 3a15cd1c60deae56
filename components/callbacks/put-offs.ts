/** For how long people put a call off, in the person's own time. */
const minutes = (count: number) => (now: Date) => new Date(now.getTime() + count * 60_000);

function tomorrowAtNine(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}

export const putOffs = [
  { key: "quarter", until: minutes(15) },
  { key: "hour", until: minutes(60) },
  { key: "tomorrow", until: tomorrowAtNine },
] as const;
