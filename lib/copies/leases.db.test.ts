/** Two copies of the program that want the same lease, on PostgreSQL: its statements and its clock. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { log } from "#lib/base/log";
import { db } from "#lib/db/client";
import { direct, directSlot } from "#lib/db/direct";
import { openOffice } from "#lib/testing/kit/office";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { leaseFor } from "./lease-sql";
import { leasesOfOne, sharedLeases, type Leases } from "./leases";

await openOffice();

it("gives everything at once to a program that runs once", () => {
  const told: unknown[] = [];
  leasesOfOne().want("link", { taken: (fence) => told.push(fence), lost: () => told.push("lost") });
  expect(told).toEqual([null]);
});

function ofSeveralCopies(): void {
  const open: Leases[] = [];
  afterEach(async () => {
    for (const leases of open.splice(0)) await leases.close();
    await db().lease.deleteMany();
  });

  function openCopy(copy: string) {
    const told: string[] = [];
    const leases = sharedLeases({ copy, log: log() });
    open.push(leases);
    const holding = {
      taken: (fence: number | null) => told.push(`taken ${fence}`),
      lost: () => told.push("lost"),
      noted: (note: string) => told.push(note),
    };
    return { leases, told, want: (key: string) => leases.want(key, holding) };
  }

  /** The database answers no renewal meanwhile. */
  async function whileCutOff(work: () => Promise<unknown>): Promise<void> {
    const real = direct();
    directSlot.set({ ...real, urgent: () => Promise.reject(new Error("cut")) });
    try {
      await work();
    } finally {
      directSlot.set(real);
    }
  }

  /** A copy of another machine that was killed a moment ago. */
  async function leaveBehind(key: string, ms: number): Promise<void> {
    const until = new Date(Date.now() + ms);
    await db().lease.create({ data: { key, holder: "killed", fence: 7, until } });
  }

  it("has one holder, and the other sees who it is and what it notes", async () => {
    const [a, b] = [openCopy("a"), openCopy("b")];
    a.want("link");
    await waitUntil("a has it", () => a.leases.isHeld("link"));
    a.leases.note("link", "online");
    b.want("link");
    await waitUntil("b sees the note", () => b.told.includes("online"));
    expect(b.leases.isHeld("link")).toBe(false);
    expect(b.leases.holder("link")).toMatchObject({ copy: "a", fence: 1 });
    expect(a.told).toEqual(["taken 1"]);
  });

  it("goes to the other when it is given up, under the next fence", async () => {
    const [a, b] = [openCopy("a"), openCopy("b")];
    a.want("link");
    await waitUntil("a has it", () => a.leases.isHeld("link"));
    b.want("link");
    a.leases.giveUp("link");
    expect(a.told).toEqual(["taken 1", "lost"]);
    await waitUntil("b has it", () => b.leases.isHeld("link"));
    expect(b.leases.fence("link")).toBe(2);
  });

  it("is passed on to whoever wants it, and comes back if nobody does", async () => {
    const [a, b] = [openCopy("a"), openCopy("b")];
    a.want("link");
    await waitUntil("a has it", () => a.leases.isHeld("link"));
    b.want("link");
    a.leases.pass("link", 1_500);
    expect(a.told).toEqual(["taken 1", "lost"]);
    b.leases.look();
    await waitUntil("b has it", () => b.leases.isHeld("link"), { interval: 5 });
    await waitUntil("a sees it", () => a.leases.holder("link")?.copy === "b");
    await sleep(1_500);
    expect(a.leases.isHeld("link")).toBe(false);
    await b.leases.close();
    await waitUntil("a has it again", () => a.leases.isHeld("link"));
    expect(a.told).toEqual(["taken 1", "lost", "taken 3"]);

    const began = performance.now();
    a.leases.pass("link", 1_500);
    await waitUntil("nobody took it", () => a.leases.isHeld("link"), { interval: 5 });
    expect(performance.now() - began).toBeGreaterThan(1_450);
    expect(a.leases.fence("link")).toBe(3);
  });

  it("is seen by who only watches it, and not taken by them", async () => {
    const [a, b] = [openCopy("a"), openCopy("b")];
    b.leases.watch("without-redis");
    a.want("without-redis");
    await waitUntil("b sees it", () => b.leases.holder("without-redis")?.copy === "a");
    a.leases.watch("without-redis");
    expect(a.told).toEqual(["taken 1", "lost"]);
    await waitUntil("nobody has it", () => b.leases.holder("without-redis") === null);
    await sleep(1_200);
    expect([a, b].map(({ leases }) => leases.isHeld("without-redis"))).toEqual([false, false]);
  });

  it("is taken as soon as that of a killed copy ends, and not before", async () => {
    await leaveBehind("link", 1_500);
    const a = openCopy("a");
    const began = performance.now();
    a.want("link");
    await waitUntil("a has it", () => a.leases.isHeld("link"), { interval: 5 });
    const took = performance.now() - began;
    expect(took).toBeGreaterThan(1_300);
    // The next look is at its end, not a second after the last one.
    expect(took).toBeLessThan(2_200);
    expect(a.leases.fence("link")).toBe(8);
  });

  it("is given up by its own clock before it ends, while the database does not answer", async () => {
    const a = openCopy("a");
    a.want("link");
    await waitUntil("a has it", () => a.leases.isHeld("link"));
    const began = performance.now();
    await whileCutOff(() =>
      waitUntil("a has lost it", () => a.told.includes("lost"), { interval: 5 }),
    );
    expect(performance.now() - began).toBeLessThan(leaseFor - 900);
    const { until } = await db().lease.findUniqueOrThrow({ where: { key: "link" } });
    expect(until.getTime()).toBeGreaterThan(Date.now());
    // Nobody had it meanwhile: what it brings belongs to the same fence.
    await waitUntil("a has it again", () => a.leases.isHeld("link"));
    expect(a.leases.fence("link")).toBe(1);
  });

  it("is lost by whoever asked last, although nothing was renewed since", async () => {
    const a = openCopy("a");
    a.want("link");
    await waitUntil("a has it", () => a.leases.isHeld("link"));
    const later: string[] = [];
    await whileCutOff(async () => {
      const taken = (fence: number | null) => void later.push(`taken ${fence}`);
      a.leases.want("link", { taken, lost: () => void later.push("lost") });
      await waitUntil("it is lost", () => later.includes("lost"), { interval: 5 });
    });
    expect(later).toEqual(["taken 1", "lost"]);
    expect(a.told).toEqual(["taken 1"]);
  });

  it("costs one statement a second for all keys", async () => {
    const a = openCopy("a");
    const real = direct();
    let statements = 0;
    const urgent = ((...given) => {
      statements += 1;
      return real.urgent(...given);
    }) as typeof real.urgent;
    directSlot.set({ ...real, urgent });
    try {
      for (let n = 0; n < 50; n++) a.want(`link:${n}`);
      await waitUntil("a has the last", () => a.leases.isHeld("link:49"));
      statements = 0;
      await sleep(3_100);
    } finally {
      directSlot.set(real);
    }
    expect(statements).toBeGreaterThanOrEqual(2);
    expect(statements).toBeLessThanOrEqual(4);
  });
}

// An SQLite file has one program.
if (process.env.TEST_DIALECT === "postgresql") describe("of several copies", ofSeveralCopies);
