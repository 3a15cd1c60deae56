/** The calls a simulated CallKeeper knows, as rows of its statistics. */

export interface NewCall {
  client: string;
  manager?: string;
  person?: string;
  title?: string;
}

export type Row = Record<string, string | number>;

const moscow = 3 * 60 * 60 * 1000;

/** `2026-11-21 10:00:00` by Moscow's clock. */
const stamp = (time: number) =>
  new Date(time + moscow).toISOString().slice(0, 19).replace("T", " ");

export function createCalls(firstId = 4_815_001) {
  const started = new Map<string, NewCall & { at: number }>();
  const rows: Row[] = [];
  let next = firstId;

  return {
    rows,
    /** @returns its identifier */
    start(call: NewCall, at = Date.now()): string {
      const id = String(next++);
      started.set(id, { ...call, at });
      return id;
    },
    /** From now on the statistics list it. */
    complete(id: string, talkSeconds = 42): void {
      const call = started.get(id);
      if (!call || rows.some((row) => row.id_call === id)) return;
      rows.push({
        id_call: id,
        date_start: stamp(call.at),
        date_end: stamp(Math.max(Date.now(), call.at + talkSeconds * 1000)),
        client: call.client,
        manager: call.manager ?? "",
        talk_duration: talkSeconds,
        status: talkSeconds > 0 ? "200/200" : "480/200",
        title: call.title ?? "",
      });
    },
    /** Calls that started on these days, both included. */
    between(from: string, to: string): Row[] {
      return rows.filter(({ date_start: start }) => {
        const day = String(start).slice(0, 10);
        // A row that a test added without a day is always listed.
        if (!/^\d{4}-/.test(day)) return true;
        return day >= from.slice(0, 10) && day <= to.slice(0, 10);
      });
    },
    info: (id: string) => rows.filter((row) => row.id_call === id),
  };
}

export type Calls = ReturnType<typeof createCalls>;
