/**
 * For how long the process stands still while something large is done: no ring is heard, no page answered
 * meanwhile. It is done by the product's own code in this process, as SQLite's statements are in the product.
 */
import { recordCallEvents } from "#lib/calls/record-call-events";
import { listContacts } from "#lib/contacts/list-contacts";
import { listOptions } from "#lib/contacts/list-schema";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { listJournal } from "#lib/journal/list-journal";
import { plainJournal, type JournalOptions } from "#lib/journal/journal-options";
import type { CallSource } from "#lib/calls/stored-call";
import { forgetOld } from "#lib/retention/sweep";
import { readBoard } from "#lib/team/read-board";
import { closeLostCalls } from "#lib/telephony/close-lost-calls";
import { largestBatch } from "#lib/telephony/ingest";
import type { Benchmark } from "./benchmark";
import { hold } from "./hold";
import { connectionId, contactNumber, extensionOf } from "./seed/statements";
import type { Row } from "./table";

const source: CallSource = { connectionId, slug: "bench", country: "RU" };
const manager = { id: "", role: "manager" } as const;
const minute = 60_000;
/** Of nobody: an id that no call has. */
const nobodyWithCalls = "01900000-0000-7000-8000-00000000000a";
const journal = (over: Partial<JournalOptions>) =>
  listJournal(manager, { ...plainJournal, ...over });
/** `before` is not measured. */
type Deed = [name: string, work: () => Promise<unknown>, before?: () => Promise<unknown>];

export const stands: Benchmark = {
  name: "stands",
  needsDatabase: true,
  async run({ database, effort, say }) {
    await openDatabase({ url: database.url });
    try {
      const count = effort.seed.people === 1_000 ? 10_000 : 1_000;
      const deeds: Deed[] = [
        ["contacts without automatic calls, of whom there is none", filtered],
        ["the journal's missed calls", () => journal({ show: "missed" })],
        ["the journal of a person without calls", () => journal({ person: nobodyWithCalls })],
        ["the journal of a trunk without calls", () => journal({ trunk: "none" })],
        ["the journal of numbers that begin alike", () => journal({ number: "+79" })],
        [
          "the journal of a year's unsuccessful talks",
          () => journal({ counted: "talks", outcome: nobodyWithCalls }),
        ],
        [`a provider's history of ${count.toLocaleString("en-US")} calls`, () => history(count)],
        [
          `ends of ${(count * 0.4).toLocaleString("en-US")} calls that nobody told`,
          closeAll,
          () => forgetToEnd(count * 0.4),
        ],
        ["the board, of a day with that history", () => readBoard(new Set(), 1)],
        ["a connection deleted, with all that came over it", deleteAll],
      ];
      const rows: Row[] = [];
      // What only the first statements of a process meet is not counted.
      await Promise.all([listContacts(listOptions.parse({}), manager), readBoard(new Set(), 0)]);
      await history(1);
      for (const [name, work, before] of deeds) {
        say(`stands: ${name}`);
        await before?.();
        const { took, longest } = await hold(work);
        rows.push({ figure: `${name}: took`, unit: "ms", product: took });
        rows.push({ figure: `${name}: longest stand`, unit: "ms", product: longest });
      }
      return rows;
    } finally {
      await closeDatabase();
    }
  },
};

const filtered = () => listContacts({ ...listOptions.parse({}), doNotCall: "yes" }, manager);

/** Today's calls, told by history alone. */
async function history(count: number): Promise<void> {
  const begin = Date.now() - count * 2_000;
  for (let first = 0; first < count; first += largestBatch) {
    const calls = Array.from({ length: Math.min(largestBatch, count - first) }, (_, row) => {
      const start = new Date(begin + (first + row) * 2_000);
      const end = new Date(start.getTime() + minute);
      return {
        source,
        receivedAt: new Date(),
        event: {
          kind: "call:ended",
          externalId: `history ${count} ${first + row}`,
          direction: "incoming",
          clientNumber: contactNumber(first + row),
          extension: extensionOf((first + row) % 100),
          disposition: row % 3 === 0 ? "no-answer" : "answered",
          startedAt: start.toISOString(),
          endedAt: end.toISOString(),
          talkSeconds: row % 3 === 0 ? 0 : 40,
          matchByTime: true,
          at: end.toISOString(),
        },
      } as const;
    });
    await recordCallEvents(calls);
  }
}

/** Calls that began a day ago and of whose end nothing was told. */
async function forgetToEnd(count: number): Promise<void> {
  const at = new Date(Date.now() - 24 * 60 * minute).toISOString();
  for (let first = 0; first < count; first += largestBatch) {
    const rings = Array.from({ length: Math.min(largestBatch, count - first) }, (_, row) => ({
      source,
      receivedAt: new Date(at),
      event: {
        kind: "call:ringing" as const,
        externalId: `endless ${first + row}`,
        direction: "incoming" as const,
        clientNumber: contactNumber(first + row),
        extension: extensionOf((first + row) % 100),
        at,
      },
    }));
    await recordCallEvents(rings);
  }
}

async function closeAll(): Promise<void> {
  while ((await closeLostCalls()).length > 0);
}

async function deleteAll(): Promise<void> {
  await db().connection.update({
    where: { id: connectionId },
    data: { deletedAt: new Date(), enabled: false },
  });
  await forgetOld();
}
