/** Each copy in its turn is stopped and started anew, as an update does it, while people type. */
import { setTimeout as sleep } from "node:timers/promises";
import { spread, type Harm } from "./harm";
import { linkedAgain } from "./harms-of-copies";
import { typeNotes } from "./typists";

const second = 1_000;
const typists = 50;

export const rollingRestart: Harm = {
  name: "rolling-restart",
  title: "Rolling restart, 50 people typing",
  async run(cluster) {
    const { vendor, copies, browsers, balancer, db } = cluster;
    const typing = typeNotes(balancer.url, browsers.slice(0, typists));
    const gaps: number[] = [];
    const stops: number[] = [];
    const codes: number[] = [];
    for (const copy of copies) {
      await sleep(3 * second);
      const isHolder = (await cluster.holder()) === copy;
      const at = performance.now();
      if (isHolder) vendor.events.cut();
      const stopping = copy.stop("SIGTERM");
      if (isHolder) {
        const again = await linkedAgain(cluster, at);
        const left = vendor.closed.find((closed) => closed > at) ?? at;
        gaps.push(again - left);
      }
      const { code, took } = await stopping;
      codes.push(code ?? -1);
      stops.push(took);
      await copy.start();
      await cluster.whole();
    }
    const { statuses, letters, wrong } = await typing.stop(db);
    const others = Object.keys(statuses).filter((status) => !["200", "503"].includes(status));
    const other = others.reduce((sum, status) => sum + statuses[status]!, 0);
    for (const status of others)
      cluster.options.progress(`${status.slice(0, 200)}: ${statuses[status]}`);
    for (const note of wrong.slice(0, 3)) cluster.options.progress(`not as typed: ${note}`);
    return [
      { name: "from", value: cluster.options.before ? "the commit before" : "the same commit" },
      ...spread("stopped in", stops, 10 * second),
      ...spread("without a link", gaps, 5 * second),
      { name: "exit codes but 0", value: codes.filter((code) => code !== 0).length, limit: 0 },
      { name: "letters typed", value: letters },
      { name: "notes that lost letters", value: wrong.length, limit: 0 },
      { name: "answers 200", value: statuses["200"] ?? 0 },
      { name: "answers 503", value: statuses["503"] ?? 0 },
      { name: "other answers, or none", value: other, limit: 0 },
      { name: "links taken from their holder (4009)", value: vendor.replaced.length, limit: 0 },
    ];
  },
};
