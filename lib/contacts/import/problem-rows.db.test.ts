import { expect, it } from "vitest";
import { openLog } from "#lib/base/log";
import { beginFile, beginUploaded, csvHeading, settled } from "#lib/testing/kit/import-file";
import { openOffice } from "#lib/testing/kit/office";
import { guessColumns } from "./guess-columns";
import type { ImportOptions } from "./import-options";
import { createImporter } from "./importer";
import { problemRows } from "./problem-rows";
import { getImport } from "./queries";
import { appendPiece, beginUpload } from "./uploads";

const { people } = await openOffice({ people: { manager: { role: "manager" } } });
const headings = csvHeading.trim().split(",");

async function run(text: string, changed: Partial<ImportOptions> = {}) {
  const importer = createImporter({ log: openLog("silent"), publish: () => Promise.resolve() });
  const done = await settled(importer, await beginFile(people.manager, text, changed));
  await importer.close();
  return done;
}

async function problemsOf(id: string, locale = "en") {
  const rows: string[][] = [];
  for await (const row of problemRows(id, locale)) rows.push(row);
  return rows;
}

const known = "A contact with this number or e-mail already exists";

it("are told in the file's own columns, skipped ones too, each once with all that is wrong", async () => {
  const tooLong = "x".repeat(1_000);
  const done = await run(
    `Ann,+73430112233,,,,,\nAnn again,+73430112233,,Acme,,,\n` +
      `Boris,+73430112244,${tooLong},${tooLong},,,\nVera,+73430112255,not-mail,,Nobody,,\n`,
  );
  expect(done).toMatchObject({ created: 2, skipped: 1, failed: 1, leftOut: 2, hasProblems: true });
  const [heading, again, boris, vera] = await problemsOf(done.id);
  expect(heading).toEqual([...headings, "Problem"]);
  expect(again).toEqual(["Ann again", "+73430112233", "", "Acme", "", "", "", known]);
  expect(boris!.at(-1)).toBe("Company: Too long");
  expect(vera!.at(-1)).toBe("E-mail: Not an e-mail address; Owner: Unknown owner");
});

it("say of a row that would change nothing that all of it is known", async () => {
  const row = "Clara,+73430112266,,,,,\n";
  await run(row);
  const done = await run(row, { duplicates: "update" });
  expect(done).toMatchObject({ created: 0, updated: 0, skipped: 1 });
  expect((await problemsOf(done.id, "uk"))[1]!.at(-1)).toBe("У контакті все це вже є");
});

it("are read as the file was, once they are put right; what was said of them is replaced", async () => {
  const first = await run(`Dora,,dora-at-x.test,,,,\n,,,,,,only a note\n`);
  const [heading, ...rows] = await problemsOf(first.id, "ru");
  expect(heading!.at(-1)).toBe("Проблема");
  const kinds = ["name", "phone", "email", "company", "owner", "tags", "note", "skip"];
  expect(guessColumns([heading!, ...rows]).columns).toEqual(kinds);
  const uploadId = (await beginUpload(people.manager))!;
  const again = [heading!, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(","));
  await appendPiece(people.manager, uploadId, 0, Buffer.from(again.join("\n")));
  const importer = createImporter({ log: openLog("silent"), publish: () => Promise.resolve() });
  const second = await settled(
    importer,
    await beginUploaded(people.manager, uploadId, rows.length),
  );
  await importer.close();
  const [ownHeading, ...still] = await problemsOf(second.id, "en");
  expect(ownHeading).toEqual([...headings, "Problem"]);
  expect(still.every((cells) => cells.length === headings.length + 1)).toBe(true);
});

it("have words above their columns where the file has none", async () => {
  const done = await run(`+73430112277,Egor\n+73430112277,Egor\n`, {
    header: false,
    columns: ["phone:mobile", "name"],
  });
  const [heading, ...rows] = await problemsOf(done.id);
  expect(heading!.slice(0, 2)).toEqual(["Mobile phone", "Name"]);
  expect(rows.at(-1)!.at(-1)).toBe(known);
  expect((await getImport(done.id))!.hasProblems).toBe(true);
});
