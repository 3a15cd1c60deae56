import type { TortureReport } from "./run-torture";

const counted = (count: number) => count.toLocaleString("en");

/** The last lines of a run. */
export function describeTorture(report: TortureReport): string {
  const { kills, accepted, calls, unaccepted, lost, doubled, wrong } = report;
  const seconds = (report.slowestStart / 1000).toFixed(1);
  return [
    `${counted(calls)} calls; slowest start until linked: ${seconds} s`,
    `not accepted: ${counted(unaccepted.unheard)} events sent while nobody listened, ` +
      `${counted(unaccepted.onTheirWay)} on their way when a kill came`,
    `${counted(kills)} kills, ${counted(accepted)} events accepted, ${counted(lost.length)} lost, ` +
      `${counted(doubled.length)} doubled, ${counted(wrong.length)} out of order`,
  ].join("\n");
}
