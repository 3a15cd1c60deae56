/**
 * Address books that are none, and cells that hold no name, number or address: each row that is wrong is told with
 * its line, its column and a reason, the others get in, a file that can't be read brings nobody.
 */
import { isDeepStrictEqual } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { log } from "#lib/base/log";
import type { ImportOptions } from "#lib/contacts/import/import-options";
import { withDiskCopy } from "#lib/contacts/import/disk-copy";
import { createImporter } from "#lib/contacts/import/importer";
import { failuresOf } from "#lib/contacts/import/problem-rows";
import { readSample } from "#lib/contacts/import/read-sample";
import type { FileFault, OtherKind, UnreadableFile } from "#lib/contacts/import/row-source";
import { appendPiece, beginUpload, removeUpload } from "#lib/contacts/import/uploads";
import { beginFile, beginUploaded, settled } from "../kit/import-file";
import { openOffice } from "../kit/office";
import { cellText, fileBytes, readImportFiles } from "./import-files";
import { shortly } from "./made";

const office = await openOffice({ people: { ada: { role: "manager" } } });
const importer = createImporter({ log: log(), publish: () => Promise.resolve() });
afterAll(() => importer.close());

const { cells, files } = readImportFiles();
const otherKinds: ReadonlySet<FileFault> = new Set<OtherKind>([
  "oldExcel",
  "webPage",
  "pdf",
  "picture",
  "archive",
  "json",
]);
const headings = ["Name", "Phone", "E-mail", "Company", "Owner", "Tags", "Note"];
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const contactsOf = (importId: string) =>
  office.db.contact.findMany({ where: { importId }, orderBy: { id: "asc" } });

async function expectGoodFile(): Promise<void> {
  const id = await beginFile(office.people.ada, "Good,+73439999999,,,,,\n", {
    duplicates: "create",
  });
  expect(await settled(importer, id)).toMatchObject({ state: "done", created: 1, failed: 0 });
}

const columns = cells.flatMap((one) => one.columns.map((column) => ({ ...one, column })));

describe("cells", () => {
  it.each(columns)("$name: $column", async ({ column, outcome, reason, values }) => {
    const dates = column === "Birthday";
    // Dates stand where the notes would.
    const heading = dates ? "Note" : column;
    const texts = values.map(cellText);
    const rows = texts.map((text, index) => {
      const usual = [`Row ${index}`, `+7343${2_000_000 + index}`, "", "", "", "", ""];
      return `${usual.with(headings.indexOf(heading), text).map(quoted).join(",")}\n`;
    });
    const kinds: ImportOptions["columns"] = ["name", "phone", "email", "company", "owner", "tags"];
    const id = await beginFile(office.people.ada, rows.join(""), {
      duplicates: "create",
      columns: [...kinds, dates ? "birthday" : "note"],
    });
    const refused = outcome === "refused" ? values.length : 0;
    const done = await settled(importer, id);
    const { failures } = await failuresOf(id, { limit: 1_000 });
    const told = failures.map((failure) => `${failure.column} ${failure.reason}`);
    const reported = outcome === "leftOut" ? values.length : refused;
    expect(told).toEqual(Array.from({ length: reported }, () => `${heading} ${reason}`));
    expect(new Set(failures.map(({ line }) => line)).size).toBe(reported);
    const created = values.length - refused;
    expect(done).toMatchObject({ state: "done", created, failed: refused });
    const contacts = await contactsOf(id);
    expect(contacts).toHaveLength(created);
    if (outcome === "same") {
      const kept = contacts.map((contact) => (column === "Name" ? contact.name : contact.note));
      expect(kept.sort()).toEqual(texts.map((text) => text.trim()).sort());
    }
    await expectGoodFile();
  });
});

describe("files", () => {
  it.each(files)("$name", async ({ outcome, people = [], failed = false, place, values }) => {
    const wrong: string[] = [];
    for (const value of values) {
      const before = await office.db.contact.count();
      const took = await takeOver(fileBytes(value)).catch((error: unknown) => error as Error);
      const complaint = took instanceof Error ? refusal(took) : reading(took);
      if (complaint) wrong.push(`${shortly(value)}: ${complaint}`);
      if (took instanceof Error) expect(await office.db.contact.count()).toBe(before);
    }
    expect(wrong).toEqual([]);
    await expectGoodFile();

    function reading(took: { people: string[]; failed: boolean }): string {
      const isRight =
        outcome === "nobody"
          ? isDeepStrictEqual(took.people, [])
          : outcome === "read" && isDeepStrictEqual(took, { people, failed });
      return isRight ? "" : `was read: ${shortly(took)}`;
    }
    function refusal(error: Error): string {
      const { fault, place: at } = error as UnreadableFile;
      // Some of what is no table is called what it is.
      const isOther = outcome === "unreadable" && otherKinds.has(fault);
      if (error.name !== "UnreadableFile" || !(isOther || [fault, "nobody"].includes(outcome))) {
        return `${error.name} ${fault ?? error.message}`;
      }
      return place && !at?.line ? "is told without its line" : "";
    }
  });

  /** As a person does it who leaves everything as it was guessed. @throws {UnreadableFile} */
  async function takeOver(bytes: Buffer) {
    const { ada } = office.people;
    const uploadId = (await beginUpload(ada))!;
    await appendPiece(ada, uploadId, 0, bytes);
    try {
      const sample = await withDiskCopy(uploadId, (path) => readSample(path));
      const { header, columns } = sample.guess;
      const total = sample.total - Number(header);
      if (total === 0 || columns.every((kind) => kind === "skip")) {
        return { people: [], failed: false };
      }
      const options = { format: sample.format, header, columns, duplicates: "create" } as const;
      const id = await beginUploaded(ada, uploadId, total, options);
      const done = await settled(importer, id);
      expect(done).toMatchObject({ state: "done", position: total });
      const taken = await contactsOf(id);
      return { people: taken.map(({ name }) => name), failed: done.failed > 0 };
    } finally {
      await removeUpload(ada, uploadId);
    }
  }
});

it("are many", () => {
  const inCells = columns.reduce((sum, { values }) => sum + values.length, 0);
  const inFiles = files.reduce((sum, { values }) => sum + values.length, 0);
  expect(inCells + inFiles).toBeGreaterThan(500);
});
