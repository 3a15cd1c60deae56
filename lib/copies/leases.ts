/**
 * Which copy of the program does what only one may do: keep a provider's link, sweep. A lease is a row that its holder
 * renews each second and that ends four seconds later, on the database's clock. The holder stops by its own monotonic
 * clock a second before that, so nobody has to be told that it is gone; and what a process that was frozen brings
 * later comes under an older fence, and is refused.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { second } from "#lib/base/duration";
import { createTroubleLog } from "#lib/base/trouble-log";
import { direct } from "#lib/db/direct";
import type { Logger } from "#lib/providers/contract";
import { leaseFor, readLeasesSql, returnLeasesSql, type LeaseRow } from "./lease-sql";

/** Between two renewals, in ms. */
const every = second;
/** How long a lease is held without being renewed, in ms, counted from before it was asked for. */
const heldFor = leaseFor - second;
/** After another's lease has run out it is asked for, in ms. */
const afterwards = 10;

/** Told in this order: taken, lost, taken, … */
export interface Holding {
  /** @param fence null: there is no other copy, and nothing to compare it with */
  taken(fence: number | null): void;
  /** It has run out, or another copy has it. */
  lost(): void;
  /** What another copy that holds it has the others know. */
  noted?(note: string): void;
}

const untold: Holding = { taken: () => undefined, lost: () => undefined };

export interface Holder {
  copy: string;
  fence: number;
}

export interface Leases {
  /**
   * Asks for the lease until it is given up. Whoever asked before for this copy is told nothing from then on.
   * @param holding absent where who asks looks whether it is held
   */
  want(key: string, holding?: Holding): void;
  /** Has it seen who holds the lease, and does not ask for it. */
  watch(key: string): void;
  /** Other copies may take it at once. */
  giveUp(key: string): void;
  /** The same, and this copy asks for it again when the others had so long for it, in ms. */
  pass(key: string, rest: number): void;
  isHeld(key: string): boolean;
  /** Of this copy's lease; null: it is not held, or there is no other copy. */
  fence(key: string): number | null;
  /** Who held it when this copy looked last; null: nobody, or the time is over. */
  holder(key: string): Holder | null;
  /** Has the other copies know something, by the next renewal. */
  note(key: string, note: string): void;
  /** Somebody has given one up: looks at once. */
  look(): void;
  close(): Promise<void>;
}

/** All leases of a program that runs once. */
export function leasesOfOne(): Leases {
  return {
    want: (_key, holding) => holding?.taken(null),
    watch: () => undefined,
    giveUp: () => undefined,
    pass: () => undefined,
    isHeld: () => true,
    fence: () => null,
    holder: () => null,
    note: () => undefined,
    look: () => undefined,
    close: () => Promise.resolve(),
  };
}

interface Wanted {
  /** Null: it is only watched. */
  holding: Holding | null;
  note: string | null;
  /** This copy's, until when by its own clock. */
  held: { fence: number; until: number; end: NodeJS.Timeout } | null;
  /** Another's. */
  other: (Holder & { until: number }) | null;
  /** Until then, by its own clock, this copy lets others have it. */
  restsUntil: number;
}

const unknown = { note: null, held: null, other: null, restsUntil: 0 };

/**
 * @param options.copy this copy's name among the others
 * @param options.onGivenUp called when others may take a lease of this copy's
 * @param options.onTime told what the database's clock says, with this machine's clock before and after
 */
export function sharedLeases(options: {
  copy: string;
  log: Logger;
  onGivenUp?: () => void;
  onTime?: (time: { database: number; before: number; after: number }) => void;
}): Leases {
  const { copy, onGivenUp, onTime } = options;
  const wanted = new Map<string, Wanted>();
  const trouble = createTroubleLog(options.log, {
    failed: "leases can't be renewed: what only one copy may do is given up",
    passed: "leases are renewed again",
  });
  const closing = new AbortController();
  let pause = new AbortController();

  function isHeld(key: string): boolean {
    const held = wanted.get(key)?.held;
    return held != null && performance.now() < held.until;
  }

  function lose(one: Wanted): void {
    if (!one.held) return;
    clearTimeout(one.held.end);
    one.held = null;
    one.note = null;
    one.holding?.lost();
  }

  function hold(one: Wanted, fence: number, until: number): void {
    const before = one.held;
    if (before && (before.fence !== fence || performance.now() >= before.until)) lose(one);
    clearTimeout(one.held?.end);
    const isNew = one.held === null;
    const end = setTimeout(() => lose(one), until - performance.now());
    one.held = { fence, until, end };
    one.other = null;
    if (isNew) one.holding?.taken(fence);
  }

  const isAskedFor = ({ holding, restsUntil }: Wanted) =>
    holding !== null && performance.now() >= restsUntil;

  async function renew(): Promise<void> {
    if (wanted.size === 0) return;
    const asked = { monotonic: performance.now(), before: Date.now() };
    const keys = [...wanted].map(([key, one]) => [key, copy, one.note, isAskedFor(one)]);
    const rows = await direct().urgent<LeaseRow>(readLeasesSql, keys);
    for (const row of rows) {
      const one = wanted.get(row.key);
      if (!one) continue;
      if (row.holder === copy && isAskedFor(one) && row.left > 0)
        hold(one, row.fence, asked.monotonic + heldFor);
      else follow(one, row);
    }
    const [first] = rows;
    if (first) onTime?.({ database: first.now, before: asked.before, after: Date.now() });
  }

  function follow(one: Wanted, { holder, fence, left, note }: LeaseRow): void {
    lose(one);
    one.other = { copy: holder, fence, until: performance.now() + left };
    if (note !== null && left > 0) one.holding?.noted?.(note);
  }

  /** Until something may have changed: a lease of another copy's that is not renewed is taken as soon as it ends. */
  function untilNext(): number {
    const ends = [...wanted.values()].flatMap(({ other, holding, restsUntil }) => {
      if (!other || !holding) return [];
      return [Math.max(0, Math.max(other.until, restsUntil) - performance.now()) + afterwards];
    });
    return Math.min(every, ...ends);
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      pause = new AbortController();
      await renew().then(trouble.passed, trouble.failed);
      const { signal } = pause;
      await sleep(untilNext(), undefined, { signal }).catch(() => undefined);
    }
  }

  async function giveBack(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const rows = keys.map((key) => [key, copy]);
    // Else they run out by themselves.
    await direct()
      .urgent(returnLeasesSql, rows)
      .then(onGivenUp, () => undefined);
  }

  function giveUp(key: string): void {
    const one = wanted.get(key);
    wanted.delete(key);
    if (!one?.held) return;
    lose(one);
    void giveBack([key]);
  }

  function pass(key: string, rest: number): void {
    const one = wanted.get(key);
    if (!one?.held) return;
    one.restsUntil = performance.now() + rest;
    lose(one);
    void giveBack([key]);
  }

  const look = () => pause.abort();
  const running = run();

  return {
    want(key, holding = untold) {
      const one = wanted.get(key) ?? { holding, ...unknown };
      one.holding = holding;
      wanted.set(key, one);
      if (isHeld(key)) holding.taken(one.held!.fence);
      else look();
    },
    watch(key) {
      giveUp(key);
      wanted.set(key, { holding: null, ...unknown });
    },
    giveUp,
    pass,
    isHeld,
    fence: (key) => (isHeld(key) ? wanted.get(key)!.held!.fence : null),
    holder(key) {
      const other = wanted.get(key)?.other;
      return other && performance.now() < other.until ? other : null;
    },
    note(key, note) {
      const one = wanted.get(key);
      if (!one || one.note === note) return;
      one.note = note;
      if (one.held) look();
    },
    look,
    async close() {
      closing.abort();
      look();
      await running;
      const held = [...wanted].flatMap(([key, one]) => (one.held ? [key] : []));
      for (const one of wanted.values()) lose(one);
      wanted.clear();
      await giveBack(held);
    },
  };
}
