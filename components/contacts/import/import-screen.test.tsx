import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readUploadAction } from "#lib/contacts/import/actions";
import type { ImportView } from "#lib/contacts/import/queries";
import type { FileSample } from "#lib/contacts/import/read-sample";
import { requests } from "../../testing/page-server";
import { olena, render } from "../../testing/render";
import { serverAction } from "../../testing/server-actions";
import { ImportScreen } from "./import-screen";

const uploadId = "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c31";
const importId = "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c32";
const upload = `/api/imports/uploads/${uploadId}?at=0`;
const sample: FileSample = {
  format: { kind: "csv", encoding: "windows-1251", delimiter: ";" },
  rows: [
    { line: 1, cells: ["Имя", "Телефон", "Откуда"] },
    { line: 2, cells: ["Аркадий", "8 (343) 011-22-33", "сайт"] },
    { line: 3, cells: ["", "8 (343) 011-22-44", ""] },
  ],
  total: 3,
  sheets: [],
  guess: {
    program: null,
    header: true,
    columns: ["name", "phone", "skip"],
    monthFirst: false,
  },
};
const running: ImportView = {
  id: importId,
  fileName: "клиенты.csv",
  state: "running",
  total: 2,
  position: 1,
  created: 1,
  updated: 0,
  skipped: 0,
  failed: 0,
  leftOut: 0,
  by: "Olena",
  startedAt: "2026-01-01T12:00:00.000Z",
  kept: null,
  hasProblems: false,
};

const kind = (heading: string) => page.getByRole("combobox", { name: `${heading} is` });
const row = (line: number) => page.getByRole("row", { name: new RegExp(`^${line} `) });
const review = () => page.getByRole("status");

/** A file is chosen, sent and read; its review is on the screen. */
async function chooseFile(
  started: { status: number; body: unknown } = { status: 404, body: null },
) {
  await render(
    <ImportScreen
      imports={[]}
      countries={[
        { code: "RU", name: "Russia" },
        { code: "UA", name: "Ukraine" },
      ]}
      country="RU"
      people={[{ id: olena.id, name: olena.name, email: "olena@office.test" }]}
    />,
    {
      served: {
        http: {
          "POST /api/imports/uploads": { status: 200, body: { id: uploadId } },
          [`PUT ${upload}`]: { status: 200, body: null },
          "POST /api/imports": started,
          [`GET /api/imports/${importId}`]: { status: 200, body: running },
        },
      },
    },
  );
  const received = serverAction(readUploadAction).answers(() => ({ ok: true, data: sample }));
  const file = new File(["Имя;Телефон"], "клиенты.csv", { type: "text/csv" });
  await userEvent.upload(page.getByLabelText("Choose a file"), file);
  await expect.element(page.getByRole("table", { name: "The first rows" })).toBeVisible();
  return received;
}

it("sends the file and shows what becomes of its rows", async () => {
  await chooseFile();
  expect(await requests()).toEqual([
    { line: "POST /api/imports/uploads", body: "" },
    { line: `PUT ${upload}`, body: "Имя;Телефон" },
  ]);
  await expect.element(kind("Имя")).toHaveDisplayValue("Name");
  await expect.element(kind("Телефон")).toHaveDisplayValue("Phone");
  await expect.element(kind("Откуда")).toHaveDisplayValue("Don’t import");
  await expect.element(row(2)).toHaveTextContent("+7 343 011 22 33");
  // Who has no name is called by the number.
  await expect.element(row(3)).toHaveTextContent("+7 343 011 22 44");
  await expect.element(review()).toHaveTextContent("No problems in the first 2 rows");
});

it("follows what is said about the columns, by keyboard too", async () => {
  await chooseFile();
  const start = page.getByRole("button", { name: "Import 2 rows" });
  await expect.element(start).toBeEnabled();
  await kind("Имя").selectOptions("Don’t import");
  await expect.element(start).toBeEnabled();
  await kind("Телефон").selectOptions("Don’t import");
  await expect
    .element(review())
    .toHaveTextContent("Choose the column that holds the name or company");
  await expect.element(start).toBeDisabled();

  kind("Имя").element().focus();
  await userEvent.keyboard("Comp");
  await expect.element(kind("Имя")).toHaveDisplayValue("Company");
  await expect.element(start).toBeEnabled();
  await kind("Телефон").selectOptions("Phone");

  // The heading is a row like the others, once somebody says so; its number is none.
  await page.getByRole("switch", { name: "First row contains column names" }).click();
  await expect.element(page.getByRole("button", { name: "Import 3 rows" })).toBeVisible();
  await expect.element(row(1)).toHaveTextContent("Not a phone number");
});

it("reads the file again in other letters", async () => {
  const received = await chooseFile();
  await page.getByRole("combobox", { name: "Encoding" }).selectOptions("utf-8");
  const format = { kind: "csv", encoding: "utf-8", delimiter: ";" };
  await expect.poll(() => received).toEqual([{ uploadId }, { uploadId, format }]);
});

it("starts with all that was said, and shows how far it is", async () => {
  await chooseFile({ status: 200, body: { id: importId } });
  const duplicates = page.getByRole("combobox", {
    name: /^If the number or e-mail already exists/,
  });
  await duplicates.selectOptions("Update the contact");
  await page
    .getByRole("combobox", { name: "Country for numbers without a code" })
    .selectOptions("Ukraine");
  await page.getByRole("button", { name: "Import 2 rows" }).click();

  await expect.element(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "1 of 2");
  const begun = (await requests()).find(({ line }) => line === "POST /api/imports");
  expect(JSON.parse(begun!.body)).toEqual({
    uploadId,
    fileName: "клиенты.csv",
    total: 2,
    options: {
      format: sample.format,
      header: true,
      monthFirst: false,
      columns: ["name", "phone", "skip"],
      country: "UA",
      duplicates: "update",
      labels: { mobile: "Mobile", work: "Work", home: "Home", fax: "Fax" },
    },
  });
});

it("stays with the review when another import is under way", async () => {
  await chooseFile({ status: 409, body: null });
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent("Another import is running. Wait until it has finished");
  await expect.element(kind("Имя")).toBeVisible();
});
