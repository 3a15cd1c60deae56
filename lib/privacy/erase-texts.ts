/**
 * Takes a person out of what is found by reading alone: providers' messages, rows of files that did not get
 * in, saved views, and the history of contacts that had a number or address of theirs. Pages of rows are
 * read outside any transaction and written in one of their own, so that no call waits.
 */
import { setImmediate as turn } from "node:timers/promises";
import { db } from "#lib/db/client";
import { adapterFor } from "#lib/providers/registry";
import { foldForSearch } from "#lib/search/search-text";
import { mentionsOf, type Mentions } from "./mentions";
import type { Person } from "./person";

/** Rows looked at between two turns of the calls. */
const page = 500;

/** Call after `Person` was read and before their calls are blanked: messages are found by their calls' ids. */
export async function eraseTexts(person: Person): Promise<void> {
  const mentions = mentionsOf(person);
  await eraseMessages(person, mentions);
  await eraseFailures(mentions);
  await eraseHistoryOfOthers(person, mentions);
  await eraseWords(person, mentions);
}

interface Message {
  id: number;
  connectionId: string;
  raw: string;
  reason: string | null;
  receivedAt: Date;
}

async function eraseMessages(person: Person, mentions: Mentions): Promise<void> {
  const connections = await db().connection.findMany({ select: { id: true, provider: true } });
  const providers = new Map(connections.map(({ id, provider }) => [id, provider]));
  const ids = await externalIds(person);
  for (let after = 0; ; await turn()) {
    const rows = await db().inboxMessage.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: page,
    });
    const theirs = rows.filter(
      (row) =>
        mentions.in(row.raw) ||
        mentions.in(row.reason ?? "") ||
        eventIds(row, providers.get(row.connectionId)).some((id) => ids.has(id)),
    );
    const gone = theirs.map(({ id }) => id);
    if (gone.length > 0) await db().inboxMessage.deleteMany({ where: { id: { in: gone } } });
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}

/** Of their calls and texts, with the connection's id before each. */
async function externalIds(person: Person): Promise<Set<string>> {
  const contactId = { in: person.contactIds };
  const found: { connectionId: string; externalId: string | null }[] = [
    ...(await db().call.findMany({
      where: {
        externalId: { not: null },
        OR: [{ contactId }, { clientE164: { in: person.numbers } }],
      },
      select: { connectionId: true, externalId: true },
    })),
    ...(await db().sms.findMany({
      where: { externalId: { not: null }, OR: [{ contactId }, { e164: { in: person.numbers } }] },
      select: { connectionId: true, externalId: true },
    })),
  ];
  return new Set(found.map(({ connectionId, externalId }) => `${connectionId} ${externalId}`));
}

function eventIds(
  { id, connectionId, raw, receivedAt }: Message,
  provider: string | undefined,
): string[] {
  if (!provider) return [];
  try {
    const events = adapterFor(provider).parse(raw, { inboxId: id, receivedAt });
    return events.flatMap((event) =>
      "externalId" in event ? [`${connectionId} ${event.externalId}`] : [],
    );
  } catch {
    // What can't be read is found by its text alone.
    return [];
  }
}

async function eraseFailures(mentions: Mentions): Promise<void> {
  for (let after = ""; ; await turn()) {
    const rows = await db().importFailure.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: page,
      select: { id: true, row: true },
    });
    const theirs = rows.filter(({ row }) => mentions.inCells(JSON.parse(row) as string[]));
    const ids = theirs.map(({ id }) => id);
    if (ids.length > 0) await db().importFailure.deleteMany({ where: { id: { in: ids } } });
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}

/** Who once had their number, or was parted from them again, has it in the history: those words go. */
async function eraseHistoryOfOthers(person: Person, mentions: Mentions): Promise<void> {
  for (let after = ""; ; await turn()) {
    const rows = await db().contactChange.findMany({
      where: {
        id: { gt: after },
        kind: { notIn: ["created", "imported"] },
        fields: { not: null },
        contactId: { notIn: person.contactIds },
      },
      orderBy: { id: "asc" },
      take: page,
      select: { id: true, fields: true },
    });
    const theirs = rows.filter(({ fields }) => mentions.byAddress(fields ?? ""));
    const ids = theirs.map(({ id }) => id);
    if (ids.length > 0) {
      await db().contactChange.updateMany({ where: { id: { in: ids } }, data: { fields: null } });
    }
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}

/** Few rows each: views, the names of files, what a provider said last of a campaign. */
async function eraseWords({ names }: Person, mentions: Mentions): Promise<void> {
  const isNamed = (text: string) => names.includes(foldForSearch(text)) || mentions.in(text);
  const views = await db().savedView.findMany({ select: { id: true, name: true, options: true } });
  const naming = views.filter(({ name, options }) => {
    const { q, note, notes, number } = JSON.parse(options) as Record<string, string | undefined>;
    return [name, q, note, notes, number].some((text) => text && isNamed(text));
  });
  await db().savedView.deleteMany({ where: { id: { in: naming.map(({ id }) => id) } } });
  const imports = await db().contactImport.findMany({ select: { id: true, fileName: true } });
  for (const { id, fileName } of imports) {
    if (!isNamed(fileName) && !isNamed(fileName.replace(/\.[a-z]+$/i, "").replaceAll("_", " ")))
      continue;
    await db().contactImport.update({ where: { id }, data: { fileName: "…" } });
  }
  const campaigns = await db().campaign.findMany({ select: { id: true, detail: true } });
  for (const { id, detail } of campaigns) {
    if (detail && mentions.in(detail)) {
      await db().campaign.update({ where: { id }, data: { detail: null } });
    }
  }
}
