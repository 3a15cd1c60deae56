/** Whose call it is, as the one writer of calls stores it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { saveExtensions } from "#lib/users/save-extensions";
import { recordCallEvents } from "./record-call-events";

let test: TestDatabase;
let connectionId: string;
const people: Record<string, string> = {};
beforeAll(async () => {
  test = await createTestDatabase();
  const data = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  connectionId = (await test.db.connection.create({ data })).id;
  for (const number of ["101", "102"]) {
    const person = { email: `${number}@x.test`, name: number, role: "sales", passwordHash: "-" };
    people[number] = (await test.db.user.create({ data: person })).id;
    await saveExtensions(people[number], { [connectionId]: number });
  }
});
afterAll(() => test.close());

type Step = [second: number, kind: "ringing" | "answered" | "ended", extension: string];
const begun = Date.UTC(2026, 9, 1, 9);
let calls = 0;

async function play(direction: string, steps: Step[]) {
  const externalId = String(++calls);
  const source = { connectionId, slug: "office", country: "RU" };
  const answered = steps.some(([, kind]) => kind === "answered");
  for (const [second, kind, extension] of steps) {
    const end = { disposition: answered ? "answered" : "no-answer" };
    const about = { externalId, direction, clientNumber: "83430112233", extension, trunk: "1" };
    const event = { kind: `call:${kind}`, ...about, ...(kind === "ended" && end) } as never;
    const receivedAt = new Date(begun + calls * 60_000 + second * 1000);
    await recordCallEvents([{ event, source, receivedAt }]);
  }
  const { handledById, waitSeconds } = await test.db.call.findFirstOrThrow({
    where: { externalId },
  });
  const whose = Object.keys(people).find((number) => people[number] === handledById) ?? null;
  return [whose, waitSeconds];
}

it.each<[string, string, Step[], (string | number | null)[]]>([
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
