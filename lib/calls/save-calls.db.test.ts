/** Whose call it is, as the one writer of calls stores it. */
import { expect, it } from "vitest";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";

const office = await openOffice({
  people: { "101": { extension: "101" }, "102": { extension: "102" } },
});

type Direction = "incoming" | "outgoing" | "internal";
type Step = [second: number, kind: "ringing" | "answered" | "ended", extension: string];
const begun = Date.UTC(2026, 9, 1, 9);
let calls = 0;

async function play(direction: Direction, steps: Step[]) {
  const externalId = String(++calls);
  const answered = steps.some(([, kind]) => kind === "answered");
  const disposition = answered ? "answered" : "no-answer";
  for (const [second, kind, extension] of steps) {
    const about = { externalId, direction, extension, trunk: "1" };
    const event =
      kind === "ended"
        ? aCallEvent("call:ended", { ...about, disposition })
        : aCallEvent(`call:${kind}`, about);
    await office.record(event, { receivedAt: new Date(begun + calls * 60_000 + second * 1000) });
  }
  const { handledById, waitSeconds } = await office.db.call.findFirstOrThrow({
    where: { externalId },
  });
  const whose = Object.entries(office.people).find(([, id]) => id === handledById)?.[0] ?? null;
  return [whose, waitSeconds];
}

it.each<[string, Direction, Step[], (string | number | null)[]]>([
  [
    "who took it of a group",
    "incoming",
    [
      [0, "ringing", "101"],
      [1, "ringing", "102"],
      [7, "answered", "102"],
      [20, "ended", "102"],
    ],
    ["102", 7],
  ],
  [
    "the one it rang at",
    "incoming",
    [
      [0, "ringing", "101"],
      [9, "ended", "101"],
    ],
    ["101", null],
  ],
  [
    "nobody's of a group that missed it",
    "incoming",
    [
      [0, "ringing", "101"],
      [0, "ringing", "102"],
      [9, "ended", "101"],
    ],
    [null, null],
  ],
  [
    "nobody's when the telephone is nobody's",
    "incoming",
    [
      [0, "ringing", "999"],
      [9, "ended", "999"],
    ],
    [null, null],
  ],
  [
    "who called, taken or not",
    "outgoing",
    [
      [0, "ringing", "102"],
      [9, "ended", "102"],
    ],
    ["102", null],
  ],
])("is %s", async (_, direction, steps, wanted) => {
  expect(await play(direction, steps)).toEqual(wanted);
});
