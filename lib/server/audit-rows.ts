/** The audit log as rows of a file: the heading, then an entry a row, newest first. */
import { allEntries } from "#lib/audit/list-entries";
import type { Changes } from "#lib/audit/changes";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { exportWords } from "#lib/i18n/export-words";

export async function* auditRows(
  where: Prisma.AuditEntryWhereInput,
  locale: string | null,
): AsyncGenerator<string[]> {
  const { audit } = exportWords(locale);
  yield Object.values(audit.file);
  for await (const entry of allEntries(where)) {
    const { at, event, who, subject, changes, address, count, lastAt } = entry;
    yield [
      timeCell(at),
      who?.name ?? "",
      wordOf(audit.events, event),
      event,
      subject ? audit.subjects[subject.kind] : "",
      subject?.name ?? "",
      subject?.id ?? "",
      changesCell(changes),
      address ?? "",
      String(count),
      lastAt ? timeCell(lastAt) : "",
    ];
  }
}

const timeCell = (iso: string) => iso.slice(0, 19).replace("T", " ");

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
