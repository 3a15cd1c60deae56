/** The PBX of a cluster, and what it alone can say: what it told and when, who was linked, and what was ordered. */
import type { ProviderCallEvent } from "#lib/calls/call-record";
import { parseEvent } from "#lib/providers/prostie-zvonki/events";
import {
  startSimulator,
  type ProstieZvonkiSimulator,
} from "#lib/providers/prostie-zvonki/simulator";
import { encodeEvent } from "#lib/providers/prostie-zvonki/wire";
import { identityOf } from "#lib/testing/kit/call-script";
import { pbxPassword } from "#lib/testing/kit/office-provision";
import { toFrame } from "#lib/testing/kit/prostie-zvonki-frames";
import { createSentEvents, type SentEvents } from "#lib/testing/kit/sent-events";

/** An event as it was written to a link, live or from history. */
export interface Told {
  at: number;
  event: ProviderCallEvent;
  identity: string;
  missed: boolean;
}

export interface Vendor {
  simulator: ProstieZvonkiSimulator;
  events: SentEvents;
  told: Told[];
  /** When each link was admitted. */
  opened: number[];
  /** When each link was closed, or broke, that had not been replaced. */
  closed: number[];
  /** When a link was taken from its holder by another of the same client (4009). */
  replaced: number[];
  /** By number: when it was ordered to be dialled. */
  orders: Map<string, number[]>;
  tell(event: ProviderCallEvent): void;
  isLinked(): boolean;
  close(): Promise<void>;
}

const ordered = /^Call event from CRM: src = \S+, dst = (\S+)$/;

/** @param extensions the telephones of the office */
export async function startVendor(extensions: readonly string[]): Promise<Vendor> {
  const events = createSentEvents();
  const told: Told[] = [];
  const opened: number[] = [];
  const closed: number[] = [];
  const replaced: number[] = [];
  const orders = new Map<string, number[]>();
  const simulator = await startSimulator({
    port: 0,
    host: "127.0.0.1",
    password: pbxPassword,
    extensions,
    // What is ordered is dialled, answered and ended.
    script: true,
    onSent(sent) {
      const raw = encodeEvent(sent as Record<string, string>);
      const event = parseEvent(raw)[0] as ProviderCallEvent;
      const identity = identityOf(event);
      told.push({ at: performance.now(), event, identity, missed: sent.missed === "1" });
      events.sent(event);
    },
    onLink: (what) => void { opened, closed, replaced }[what].push(performance.now()),
    log(line) {
      const number = ordered.exec(line)?.[1];
      if (number) orders.set(number, [...(orders.get(number) ?? []), performance.now()]);
    },
  });

  return {
    simulator,
    events,
    told,
    opened,
    closed,
    replaced,
    orders,
    tell: (event) => void simulator.generate(toFrame(event)),
    isLinked: () => simulator.clientCount() > 0,
    close: () => simulator.close(),
  };
}
