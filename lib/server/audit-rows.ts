/** The audit log as rows of a file: the heading, then an entry a row, newest first. */
import { allEntries } from "#lib/audit/list-entries";
import type { Changes } from "#lib/audit/changes";
import { headingInZone, localTimes } from "#lib/base/local-time";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { exportWords } from "#lib/i18n/export-words";

export async function* auditRows(
  where: Prisma.AuditEntryWhereInput,
  { locale, zone }: { locale: string | null; zone: string },
): AsyncGenerator<string[]> {
  const { audit } = exportWords(locale);
  const timeOf = localTimes(zone);
  const { at, lastAt } = audit.file;
  const inZone = { at: headingInZone(at, zone), lastAt: headingInZone(lastAt, zone) };
  yield Object.values({ ...audit.file, ...inZone });
  for await (const entry of allEntries(where)) {
    const { at, event, who, subject, changes, address, count, lastAt } = entry;
    yield [
      timeOf(at),
      who?.name ?? "",
      wordOf(audit.events, event),
      event,
      subject ? audit.subjects[subject.kind] : "",
      subject?.name ?? "",
      subject?.id ?? "",
      changesCell(changes),
      address ?? "",
      String(count),
      lastAt ? timeOf(lastAt) : "",
    ];
  }
}

function changesCell(changes: Changes): string {
  return Object.entries(changes)
    .map(([field, [before, after]]) => `${field}: ${textOf(before)} → ${textOf(after)}`)
    .join("; ");
}

function textOf(value: unknown): string {
  if (value === null) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function wordOf(words: Record<string, Record<string, string>>, event: string): string {
  const [group = "", name = ""] = event.split(".");
  return words[group]?.[name] ?? event;
}
