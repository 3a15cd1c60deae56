/** Calls at the simulated exchange: reported as they go, listed in the statistics when they are over. */
import { setTimeout as sleep } from "node:timers/promises";
import { toLocalTime } from "./local-time";
import type { createHookSender, HookOptions } from "./simulator-hooks";

export interface SimulatedCall {
  direction: "i" | "o";
  numberA: string;
  numberB: string;
  /** @default "ANSWERED" */
  disposition?: "ANSWERED" | "BUSY" | "CONGESTION" | "FAILED" | "NO ANSWER";
  /** From the start to the end, in ms. @default 4000 */
  lasts?: number;
  /** Seconds of conversation. @default as long as it lasted, when answered */
  billsec?: number;
  /** One of the automatic dialler's. */
  auto?: boolean;
  /** The first answer to its start is lost, so that the start is re-sent. */
  dropAnswer?: boolean;
  encoding?: HookOptions["encoding"];
}

export interface CallUnderWay extends SimulatedCall {
  startedAt: Date;
  /** What the receiver called it; null when it did not answer. */
  callid: string | null;
}

/** A row of the day's report. Its times are local, whatever their offset says. */
export type ReportRow = Record<string, string | number | null>;

export function createCalls(options: {
  billcode: string;
  timeZone: string;
  hooks: ReturnType<typeof createHookSender>;
  signal: AbortSignal;
}) {
  const { billcode, timeZone, hooks, signal } = options;
  const reports: { auto: boolean; row: ReportRow }[] = [];
  let lastId = 63_705_442;

  async function begin(call: SimulatedCall): Promise<CallUnderWay> {
    const { direction, numberA, numberB, encoding, dropAnswer } = call;
    const startedAt = new Date();
    const calldate = toLocalTime(startedAt, timeZone);
    const nothingYet = { billsec: null, disposition: null, recfile: null };
    const answer = await hooks.insist(
      { callstatus: "start", calldate, direction, numberA, numberB, ...nothingYet },
      { encoding, dropAnswer },
    );
    return { ...call, startedAt, callid: answer?.status === 200 ? answer.text : null };
  }

  async function end(call: CallUnderWay): Promise<void> {
    const { direction, callid, encoding, disposition = "ANSWERED" } = call;
    const answered = disposition === "ANSWERED";
    const lasted = Math.round((Date.now() - call.startedAt.getTime()) / 1000);
    const billsec = call.billsec ?? (answered ? lasted : 0);
    const name = `${Math.floor(call.startedAt.getTime() / 1000)}.${++lastId}-${lastId * 7}.wav`;
    const day = toLocalTime(call.startedAt, timeZone).slice(0, 10);
    const calldate = toLocalTime(new Date(), timeZone);
    record(call, { billsec, disposition, duration: Math.max(lasted, billsec), day, name });
    const recfile = answered ? `/wav/${billcode}/${day}/${name}` : null;
    const outcome = { calldate, direction, billsec: String(billsec), disposition, recfile };
    await hooks.insist({ callstatus: "end", callid, ...outcome }, { encoding });
  }

  function record(
    call: CallUnderWay,
    end: { billsec: number; disposition: string; duration: number; day: string; name: string },
  ): void {
    const { direction, numberA, numberB, auto = false } = call;
    const { billsec, disposition, duration, day, name } = end;
    const calldate = `${toLocalTime(call.startedAt, timeZone).replace(" ", "T")}+00:00`;
    const recfile = `/var/www/html/wav/${billcode}/${day}/${name}`;
    const numbers = { direction, numberA, numberB, channel: `Local/${numberB}@out_vpbx` };
    const row = { id: lastId, calldate, duration, billsec, disposition, recfile, did: null };
    reports.push({ auto, row: { ...row, ...numbers } });
  }

  async function play(call: SimulatedCall): Promise<void> {
    try {
      const begun = await begin(call);
      await sleep(call.lasts ?? 4_000, undefined, { signal });
      await end(begun);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  return {
    begin,
    end,
    play,
    /** The report of one day. */
    report: (day: string, auto: boolean) =>
      reports.flatMap((report) =>
        report.auto === auto && String(report.row.calldate).startsWith(day) ? [report.row] : [],
      ),
    addRow: (row: ReportRow, auto = false) => void reports.push({ auto, row }),
  };
}
