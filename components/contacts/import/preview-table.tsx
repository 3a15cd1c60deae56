"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select } from "#components/ui/input";
import { Cell, Row, Table } from "#components/ui/table";
import { columnKinds, fieldOf, isPhone, type ColumnKind } from "#lib/contacts/import/columns";
import { refusalAmong, refuses, type prepareRow } from "#lib/contacts/import/prepare-row";
import type { FileRow } from "#lib/contacts/import/row-source";
import { extensionOf, formatPhoneNumber } from "#lib/numbers/phone-number";

type Prepared = FileRow & ReturnType<typeof prepareRow>;

interface PreviewTableProps {
  /** Empty where the file has none. */
  headings: readonly string[];
  columns: readonly ColumnKind[];
  rows: readonly Prepared[];
  onColumn: (index: number, kind: ColumnKind) => void;
}

/** A number that goes in as it is written, and that no caller is known by. */
const isUnknown = ({ e164, digits }: Prepared["row"]["numbers"][number]) =>
  e164 === null && digits.length >= fewestDigits;
/** Fewer digits are an extension or a service number. */
const fewestDigits = 7;

/** Something of the row is left out, or not understood. */
export const isDoubtful = ({ row, problems }: Pick<Prepared, "row" | "problems">): boolean =>
  !refusalAmong(problems) && (problems.length > 0 || row.numbers.some(isUnknown));

const shown = 10;
/** Of a cell, in characters. */
const longestShown = 500;

/** The first rows as they stand in the file; above each column what it becomes. */
export function PreviewTable({ headings, columns, rows, onColumn }: PreviewTableProps) {
  const t = useTranslations("import");
  const kindName = useKindName();
  const name = (index: number) =>
    headings[index]?.trim() || t("review.column", { position: index + 1 });
  // A row that will not get in is shown before those that will.
  const first = [...rows]
    .sort((a, b) => concern(b) - concern(a))
    .slice(0, shown)
    .sort((a, b) => a.line - b.line);
  return (
    <Table label={t("review.preview")}>
      <thead>
        <tr className="border-b border-line bg-sunken">
          <th scope="col" className="px-3 text-xs font-medium text-ink-soft">
            {t("review.line")}
          </th>
          {columns.map((kind, index) => (
            <th key={index} scope="col" className="min-w-40 px-2 py-2 align-bottom font-normal">
              <span className="mb-1 block max-w-56 truncate text-xs font-medium text-ink-soft">
                {name(index)}
              </span>
              <Select
                aria-label={t("review.kind", { heading: name(index) })}
                value={kind}
                className={kind === "skip" ? "text-ink-soft" : "font-medium"}
                onChange={(event) => onColumn(index, event.target.value as ColumnKind)}
              >
                {columnKinds.map((one) => (
                  <option key={one} value={one}>
                    {kindName(one)}
                  </option>
                ))}
              </Select>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {first.map((row) => (
          <Row key={row.line}>
            <Cell className="figures text-ink-soft">{row.line}</Cell>
            {columns.map((kind, index) => (
              <PreviewCell key={index} kind={kind} row={row} index={index} />
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const concern = (row: Prepared) => (refusalAmong(row.problems) ? 2 : Number(isDoubtful(row)));

/** What a column can be: a field, or one of several kinds of numbers. */
function useKindName(): (kind: ColumnKind) => string {
  const t = useTranslations("import.kinds");
  const names = useTranslations("contacts.fields");
  return (kind) => {
    const field = fieldOf(kind);
    return field && field !== "numbers" && field !== "emails" ? names(field) : t(kind as "skip");
  };
}

function PreviewCell({ kind, row, index }: { kind: ColumnKind; row: Prepared; index: number }) {
  const t = useTranslations("export.reasons");
  const problem = row.problems.find(({ column }) => column === index);
  const text = row.cells[index] ?? "";
  return (
    <Cell className={kind === "skip" ? "max-w-56 text-ink-soft" : "max-w-56"}>
      <span className={kind === "skip" ? "block truncate line-through" : "block truncate"}>
        {text.slice(0, longestShown)}
      </span>
      {isPhone(kind) && !problem && <Understood row={row} text={text} />}
      {problem && (
        <span
          className={`flex items-center gap-1 text-xs font-medium ${refuses(problem.reason) ? "text-missed" : "text-ringing"}`}
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0 self-start" />
          {t(problem.reason)}
        </span>
      )}
    </Cell>
  );
}

/** A number as it will be known, where that is more than what stands in the file. */
function Understood({ row, text }: { row: Prepared; text: string }) {
  const t = useTranslations("import.review");
  const numbers = row.row.numbers.filter(({ raw }) => text.includes(raw));
  const words = numbers
    .filter(({ e164 }) => e164)
    .map(formatNumber)
    .join(", ");
  return (
    <>
      {words !== "" && words !== text.trim() && (
        <span className="figures block truncate text-xs text-talking">{words}</span>
      )}
      {numbers.some(isUnknown) && (
        <span className="block text-xs font-medium text-ringing">{t("unknownNumber")}</span>
      )}
    </>
  );
}

function formatNumber(number: Prepared["row"]["numbers"][number]): string {
  const extension = extensionOf(number.raw);
  const words = [formatPhoneNumber(number), extension && `#${extension}`].filter(Boolean).join(" ");
  return number.label ? `${words} (${number.label})` : words;
}
