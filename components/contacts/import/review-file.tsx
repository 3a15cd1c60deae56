"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { Switch } from "#components/ui/switch";
import { Dotted } from "#components/ui/dotted";
import type { Country } from "#lib/connections/countries";
import {
  type ColumnKind,
  isReachable,
  numberKinds,
  type NumberLabels,
} from "#lib/contacts/import/columns";
import { hasSlashes } from "#lib/contacts/import/date-order";
import { dateCells } from "#lib/contacts/import/guess-columns";
import type { DuplicateMode, FileFormat } from "#lib/contacts/import/import-options";
import type { PossibleOwner } from "#lib/contacts/field-choices";
import { prepareRow, refusalAmong } from "#lib/contacts/import/prepare-row";
import type { FileSample } from "#lib/contacts/import/read-sample";
import {
  CountryField,
  DateOrderField,
  DuplicatesField,
  FormatFields,
  TableFields,
} from "./option-fields";
import { isDoubtful, PreviewTable } from "./preview-table";
import { startImport, useImportWords } from "./use-import";

export interface ImportChoices {
  countries: Country[];
  /** Preset. */
  country: string;
  /** Who can own contacts. */
  people: PossibleOwner[];
}

interface ReviewFileProps extends ImportChoices {
  uploadId: string;
  fileName: string;
  sample: FileSample;
  error: string | null;
  /** Reads the file again, in other letters or with another delimiter. */
  onFormat: (format: FileFormat) => Promise<void>;
  onOther: () => void;
  onStarted: (importId: string) => void;
}

/** What the file was taken for, what becomes of its first rows, and all that can be said about it. */
export function ReviewFile({ uploadId, fileName, sample, people, ...props }: ReviewFileProps) {
  const t = useTranslations("import");
  const words = useImportWords();
  const [header, setHeader] = useState(sample.guess.header);
  const [columns, setColumns] = useState(sample.guess.columns);
  const [country, setCountry] = useState(props.country);
  const [monthFirst, setMonthFirst] = useState(sample.guess.monthFirst);
  const [duplicates, setDuplicates] = useState<DuplicateMode>("skip");
  const [refused, setRefused] = useState<string | null>(null);
  const [pending, start] = useTransition();

  const labels = Object.fromEntries(
    numberKinds.map((kind) => [kind, t(`labels.${kind}`)]),
  ) as NumberLabels;
  const rows = header ? sample.rows.slice(1) : sample.rows;
  const prepared = rows.map((row) => ({
    ...row,
    ...prepareRow(row.cells, { columns, country, monthFirst, labels, people }),
  }));
  const wrong = prepared.filter(({ problems }) => refusalAmong(problems)).length;
  const doubtful = prepared.filter(isDoubtful).length;
  const total = sample.total - (header ? 1 : 0);
  const named = columns.some(isReachable);
  const dates = dateCells(
    rows.map(({ cells }) => cells),
    columns,
  );

  const begin = () =>
    start(async () => {
      const { format } = sample;
      const options = { format, header, columns, country, monthFirst, duplicates, labels };
      const input = { uploadId, fileName: fileName.slice(0, 200), total, options };
      const result = await startImport(input);
      if (result.ok) props.onStarted(result.id);
      else setRefused(words(result.code));
    });

  return (
    <div className="flex flex-col gap-4">
      <Card title={fileName}>
        {sample.guess.program && (
          <p className="px-4 pt-4 text-sm font-medium text-talking">
            {t("review.program", { program: t(`programs.${sample.guess.program}`) })}
          </p>
        )}
        <div className="grid gap-4 p-4 @min-[36rem]:grid-cols-2 @min-[50rem]:grid-cols-3">
          <DuplicatesField value={duplicates} onChange={setDuplicates} />
          <CountryField countries={props.countries} value={country} onChange={setCountry} />
          <FormatFields format={sample.format} onChange={props.onFormat} />
          <TableFields sheets={sample.sheets} format={sample.format} onChange={props.onFormat} />
          {hasSlashes(dates) && <DateOrderField value={monthFirst} onChange={setMonthFirst} />}
          <div className="self-center">
            <Switch label={t("review.header")} checked={header} onChange={setHeader} />
          </div>
        </div>
      </Card>
      <PreviewTable
        headings={header ? (sample.rows[0]?.cells ?? []) : []}
        columns={columns}
        rows={prepared}
        onColumn={(index, kind: ColumnKind) => setColumns(columns.with(index, kind))}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" disabled={pending || !named || total === 0} onClick={begin}>
          {pending ? t("review.starting") : t("review.start", { count: total })}
        </Button>
        <Button variant="ghost" onClick={props.onOther}>
          {t("review.other")}
        </Button>
        <p
          role="status"
          className={wrong || !named ? "text-sm text-missed" : "text-sm text-ink-soft"}
        >
          <Dotted>
            {named
              ? t("review.problems", { count: wrong, shown: rows.length })
              : t("review.noName")}
            {named && doubtful > 0 && (
              <span className="text-ringing">{t("review.doubtful", { count: doubtful })}</span>
            )}
          </Dotted>
        </p>
      </div>
      <p role="alert" className="text-sm font-medium text-missed empty:hidden">
        {refused ?? props.error}
      </p>
    </div>
  );
}
