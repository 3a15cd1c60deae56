/** No list that leaves the program holds a cell that somebody's spreadsheet would calculate. */
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { csvStream } from "#lib/base/spreadsheets";
import { log } from "#lib/base/log";
import { createImporter } from "#lib/contacts/import/importer";
import { statisticsTable, tableNames, fileRows } from "#lib/statistics/tables";
import { filterFor, readStatistics } from "#lib/statistics/read-statistics";
import { statisticsOptions } from "#lib/statistics/options";
import { periodOf } from "#lib/base/period";
import { calculatedCells } from "#lib/testing/kit/calculated-cells";
import { beginFile, settled } from "#lib/testing/kit/import-file";
import { addContact, addPerson, openOffice } from "#lib/testing/kit/office";
import { exports } from "./exports";
import { imports } from "./imports";

const office = await openOffice({ people: { manager: { role: "manager" } } });
const { cookie } = await office.signIn(office.people.manager);
const hostile = ["=1+1", "Acme;=1+1;@SUM(1)", "B,=2+2", "C\t-3", "  ＝4", '"@5', "D\n+6"];
for (const [index, name] of hostile.entries()) {
  const id = await addContact(name, `+7343011220${index}`);
  const note = `${name}\n${name}`;
  await office.db.contact.update({ where: { id }, data: { note, position: name, source: name } });
  const at = new Date();
  await office.db.call.create({
    data: {
      connectionId: office.connections.office.connectionId,
      direction: "incoming",
      state: "ended",
      disposition: "answered",
      clientRaw: name,
      contactId: id,
      trunk: name,
      startedAt: at,
      answeredAt: at,
      endedAt: at,
    },
  });
  await addPerson(name);
}

const languages = ["en", "ru", "uk"];

it.each(languages)("neither contacts nor calls, in %s", async (language) => {
  for (const list of ["contacts", "calls"]) {
    const headers = { cookie, "accept-language": language };
    const answer = await exports.request(`/${list}/export?show=all&format=csv`, { headers });
    const file = await answer.text();
    expect(file.split("\r\n").length, list).toBeGreaterThan(hostile.length);
    expect(file).toContain("'=1+1");
    expect(calculatedCells(file)).toEqual([]);
  }
});

it.each(languages)("nor the rows that an import has left out, in %s", async (language) => {
  const importer = createImporter({ log: log(), publish: () => Promise.resolve() });
  const quoted = hostile.map((name) => `"${name.replaceAll('"', '""')}"`);
  const tooLong = "x".repeat(1_000);
  const rows = quoted.map((name) => `${name},no number,,${tooLong},,${name},${name}\n`).join("");
  const { id, failed } = await settled(importer, await beginFile(office.people.manager, rows));
  await importer.close();
  expect(failed).toBe(hostile.length);
  const headers = { cookie, "accept-language": language };
  const file = await (await imports.request(`/${id}/failures.csv`, { headers })).text();
  expect(file).toContain("'=1+1");
  expect(calculatedCells(file)).toEqual([]);
});

it.each(languages)("nor statistics, in %s", async (language) => {
  const options = statisticsOptions.parse({ period: "today" });
  const viewer = { id: office.people.manager, role: "manager" } as const;
  const statistics = await readStatistics(periodOf(options, "UTC"), filterFor(viewer, options));
  const [name] = hostile;
  const words = () => name!;
  const names = {
    bucket: words,
    person: words,
    connection: words,
    outcome: words,
    weekday: words,
  };
  for (const table of tableNames.map((one) => statisticsTable(one, statistics, names))) {
    const headings = table.columns.map(() => "Acme;=1+1");
    const file = await text(csvStream(fileRows(table, headings), language));
    expect(file).toContain("Acme;'=1+1");
    expect(calculatedCells(file)).toEqual([]);
  }
});
