"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { readUploadAction } from "#lib/contacts/import/actions";
import { type FileFormat, isBusy, largestFile } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";
import type { FileSample } from "#lib/contacts/import/read-sample";
import { answerOf } from "../../ui/use-action";
import { classNames } from "../../ui/class-names";
import { ImportHistory } from "./import-history";
import { ImportProgress } from "./import-progress";
import { type ImportChoices, ReviewFile } from "./review-file";
import { discardUpload, uploadFile, useImportWords } from "./use-import";

interface Uploaded {
  uploadId: string;
  fileName: string;
  sample: FileSample;
}

/** From a file to contacts: choose, see what becomes of it, wait or not, read the report. */
export function ImportScreen({ imports, ...around }: ImportChoices & { imports: ImportView[] }) {
  const t = useTranslations("import");
  const words = useImportWords();
  const [uploaded, setUploaded] = useState<Uploaded | null>(null);
  const [doing, setDoing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [shown, setShown] = useState(imports.find(({ state }) => isBusy(state))?.id ?? null);

  async function read(uploadId: string, fileName: string, format?: FileFormat) {
    const result = await answerOf(readUploadAction({ uploadId, format }));
    const isEmpty = result.ok && result.data.total === 0;
    if (result.ok && !isEmpty) return setUploaded({ uploadId, fileName, sample: result.data });
    setError(result.ok ? words("empty") : words(result.code, result.message));
    // Read in another format, it is still on screen as it was read before.
    if (!uploaded) discardUpload(uploadId);
  }

  async function choose(file: File) {
    setError(null);
    if (file.size > largestFile) return setError(words("too-large"));
    const { name } = file;
    setDoing(t("drop.uploading", { name, percent: 0 }));
    const sent = await uploadFile(file, (percent) =>
      setDoing(t("drop.uploading", { name, percent })),
    );
    setDoing(t("drop.reading", { name }));
    if (sent.ok) await read(sent.uploadId, name);
    else setError(words(sent.code));
    setDoing(null);
  }

  if (shown) {
    return <ImportProgress key={shown} id={shown} onAnother={() => setShown(null)} />;
  }
  if (uploaded) {
    return (
      <ReviewFile
        // What was said about the columns was said about the file as it was read then.
        key={`${uploaded.uploadId} ${JSON.stringify(uploaded.sample.format)}`}
        {...uploaded}
        {...around}
        error={error}
        onFormat={(format) => read(uploaded.uploadId, uploaded.fileName, format)}
        onOther={() => {
          discardUpload(uploaded.uploadId);
          setUploaded(null);
        }}
        onStarted={(id) => {
          setUploaded(null);
          setShown(id);
        }}
      />
    );
  }
  return (
    <>
      <DropZone doing={doing} error={error} onFile={(file) => void choose(file)} />
      <ImportHistory imports={imports} onShow={setShown} />
    </>
  );
}

interface DropZoneProps {
  /** What is being done with a file, in words. */
  doing: string | null;
  error: string | null;
  onFile: (file: File) => void;
}

/** A file is dropped here, or chosen with the button. */
function DropZone({ doing, error, onFile }: DropZoneProps) {
  const t = useTranslations("import.drop");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !doing) onFile(file);
  }

  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "flex flex-col items-center gap-2 rounded-xl border-2 border-dashed px-6 py-12 text-center",
        over ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
      )}
    >
      <span className="mb-1 flex size-11 items-center justify-center rounded-full bg-sunken">
        <FileUp aria-hidden className="size-5 text-ink-soft" />
      </span>
      <p className="font-semibold">{t("title")}</p>
      <p className="max-w-md text-sm text-ink-soft">{t("text")}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        className="sr-only"
        tabIndex={-1}
        aria-label={t("button")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file, mended, can be chosen again.
          event.target.value = "";
        }}
      />
      <Button
        variant="primary"
        className="mt-3"
        disabled={doing !== null}
        onClick={() => input.current?.click()}
      >
        {t("button")}
      </Button>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {doing}
      </p>
      <p role="alert" className="text-sm font-medium text-missed empty:hidden">
        {error}
      </p>
    </div>
  );
}
