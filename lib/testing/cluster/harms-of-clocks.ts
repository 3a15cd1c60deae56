/** The clock of one copy is off by a minute, as where no time server is heard. */
import { setTimeout as sleep } from "node:timers/promises";
import { noEndReceived } from "#lib/calls/call-record";
import { isClicked } from "./clicks";
import type { Harm } from "./harm";
import { countBy } from "./judge";

const second = 1_000;

export const shiftClock: Harm = {
  name: "clock",
  title: "Clock of one copy ± 60 s",
  async run(cluster) {
    const { vendor, copies, browsers, people, db } = cluster;
    await sleep(3 * second);
    const holder = await cluster.holder();
    const other = copies.find((copy) => copy !== holder)!;
    const [opened, replaced] = [vendor.opened.length, vendor.replaced.length];
    const cutBefore = browsers.reduce((sum, { away }) => sum + away.length, 0);
    const statuses: string[] = [];
    for (const [copy, by] of [holder, other].flatMap(
      (one) =>
        [
          [one, 60],
          [one, -60],
        ] as const,
    )) {
      copy.shiftClock(by * second);
      for (let n = 0; n < 10; n++) {
        await sleep(second);
        const { cookie } = people.staff[n % people.staff.length]!;
        for (const { url } of copies) {
          const answer = await fetch(`${url()}/api/v1/calls`, { headers: { cookie } });
          await answer.arrayBuffer();
          statuses.push(String(answer.status));
        }
      }
      copy.shiftClock(0);
      await sleep(3 * second);
    }
    const cut = browsers.reduce((sum, { away }) => sum + away.length, 0) - cutBefore;
    const { 200: right = 0 } = countBy(statuses, (status) => status);
    // A click that the PBX never answered is rightly closed after a minute.
    const forgotten = await db.call.findMany({ where: { failure: noEndReceived } });
    const closed = forgotten.filter(({ clientRaw }) => !isClicked(clientRaw)).length;
    return [
      { name: "links opened", value: vendor.opened.length - opened, limit: 0 },
      {
        name: "links taken from their holder (4009)",
        value: vendor.replaced.length - replaced,
        limit: 0,
      },
      { name: "browsers cut", value: cut, limit: 0 },
      { name: "requests of sessions refused", value: statuses.length - right, limit: 0 },
      { name: "calls closed as forgotten", value: closed, limit: 0 },
    ];
  },
};
