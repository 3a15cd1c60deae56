/** The oracle must see each kind of harm: an oracle that can't complain proves nothing. */
import { beforeEach, describe, expect, it } from "vitest";
import type { CallRecord } from "#lib/calls/call-record";
import { transition } from "#lib/calls/transition";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import { withDefaults } from "#lib/providers/prostie-zvonki/simulator-events";
import { encodeEvent } from "#lib/providers/prostie-zvonki/wire";
import { scriptCall, type ScriptedCall } from "./call-script";
import { compareCalls, describeComparison, isClean } from "./compare-calls";
import { toFrame } from "./prostie-zvonki-frames";
import { seededRandom } from "./random";
import type { Stored } from "./read-stored";
import { parseEvent } from "#lib/providers/prostie-zvonki/events";

let stored: Stored;
let scripts: ScriptedCall[];
const compare = () => compareCalls(stored, prostieZvonki.parse, scripts);

beforeEach(() => {
  const random = seededRandom(3);
  scripts = ["1", "2", "3"].map((externalId) => scriptCall(random, { externalId }));
  stored = { inbox: [], calls: [] };
  for (const script of scripts) store(script);
});

/** As a faultless product would. */
function store({ externalId, steps }: ScriptedCall): void {
  let call: CallRecord | null = null;
  let version = 0;
  for (const { event } of steps) {
    const receivedAt = new Date(Date.UTC(2026, 0, 1) + stored.inbox.length * 1000);
    const raw = encodeEvent(withDefaults(toFrame(event, receivedAt)));
    const row = { id: stored.inbox.length + 1, key: "", connectionId: "c", reason: null };
    stored.inbox.push({ ...row, raw, receivedAt, status: "applied" });
    call = transition(call, parseEvent(raw)[0] as typeof event, receivedAt);
    version += 1;
  }
  stored.calls.push({ ...call!, externalId, version } as unknown as Stored["calls"][number]);
}

it("finds nothing where nothing is wrong", () => {
  expect(isClean(compare())).toBe(true);
  expect(describeComparison(compare())).toBe(
    `${stored.inbox.length} events accepted, 3 calls, 0 lost, 0 doubled, 0 out of order`,
  );
});

describe("finds", () => {
  it("a call that is not there", () => {
    stored.calls.pop();
    expect(compare().lost).toEqual(["call 3 was accepted and is not there"]);
  });

  it("an event that was accepted and not applied", () => {
    stored.inbox[0]!.status = "received";
    expect(compare().lost).toEqual(["inbox row 1 is received, not applied"]);
  });

  it("an event stored twice, and one applied twice", () => {
    stored.inbox.push({ ...stored.inbox[0]!, id: 99 });
    stored.calls[1]!.version += 1;
    expect(compare().doubled).toHaveLength(2);
  });

  it("a call there twice", () => {
    stored.calls.push(stored.calls[0]!);
    expect(compare().doubled).toEqual(["call 1 is there more than once"]);
  });

  it("a call that nothing tells of", () => {
    stored.calls.push({ ...stored.calls[0]!, externalId: "4" });
    expect(compare().wrong).toEqual(["call 4 is there and nothing accepted tells of it"]);
  });

  it("another disposition, in both ways of looking", () => {
    stored.calls[0]!.disposition = "busy";
    expect(compare().wrong).toHaveLength(2);
  });

  it("a leg in another state", () => {
    stored.calls[2]!.legs[0]!.state = "ringing";
    expect(compare().wrong).toHaveLength(2);
  });
});
