/** Imports of CSV files, as people begin them. */
import type { ImportOptions } from "#lib/contacts/import/import-options";
import type { Importer } from "#lib/contacts/import/importer";
import { getImport, type ImportView } from "#lib/contacts/import/queries";
import { beginImport } from "#lib/contacts/import/steer-import";
import { appendPiece, beginUpload } from "#lib/contacts/import/uploads";

/** Of a file with the columns of `csvHeading`. */
export const csvOptions: ImportOptions = {
  format: { kind: "csv", encoding: "utf-8", delimiter: "," },
  header: true,
  columns: ["name", "phone", "email", "company", "owner", "tags", "note"],
  country: "RU",
  duplicates: "skip",
  labels: { mobile: "Mobile" },
};
export const csvHeading = "Name,Phone,E-mail,Company,Owner,Tags,Note\n";

/** @param text rows below the heading Name, Phone, E-mail, Company, Owner, Tags, Note */
export async function beginFile(
  userId: string,
  text: string,
  changed: Partial<ImportOptions> = {},
): Promise<string> {
  const uploadId = (await beginUpload(userId))!;
  await appendPiece(userId, uploadId, 0, Buffer.from(csvHeading + text));
  return beginUploaded(userId, uploadId, text.trim().split("\n").length, changed);
}

/** A file that is here already. @param total rows, without the heading */
export async function beginUploaded(
  userId: string,
  uploadId: string,
  total: number,
  changed: Partial<ImportOptions> = {},
): Promise<string> {
  const file = { userId, uploadId, fileName: "people.csv", total };
  return (await beginImport({ ...file, options: { ...csvOptions, ...changed } })).id;
}

/** Runs the import's work to its end. */
export function settled(importer: Importer, id: string): Promise<ImportView> {
  importer.work(id);
  return ended(id);
}

/** Waits for the end of what somebody does to an import. */
export async function ended(id: string): Promise<ImportView> {
  for (;;) {
    const found = (await getImport(id))!;
    if (found.state !== "running" && found.state !== "undoing") return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
