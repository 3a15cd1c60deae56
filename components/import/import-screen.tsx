"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Country } from "#lib/connections/countries";
import { readUploadAction } from "#lib/import/actions";
import type { FileFormat } from "#lib/import/import-options";
import { isBusy } from "#lib/import/import-states";
import type { Person } from "#lib/import/prepare-row";
import type { ImportView } from "#lib/import/queries";
import type { FileSample } from "#lib/import/read-sample";
import { largestFile } from "#lib/import/upload-limits";
import { DropZone } from "./drop-zone";
import { ImportHistory } from "./import-history";
import { ImportProgress } from "./import-progress";
import { ReviewFile } from "./review-file";
import { uploadFile } from "./upload-file";
import { useImportWords } from "./use-import-words";

export interface Surroundings {
  countries: Country[];
  /** Preset. */
  country: string;
  /** Who can own contacts. */
  people: Person[];
}

interface Uploaded {
  uploadId: string;
  fileName: string;
  sample: FileSample;
}

/** From a file to contacts: choose, see what becomes of it, wait or not, read the report. */
export function ImportScreen({ imports, ...around }: Surroundings & { imports: ImportView[] }) {
  const t = useTranslations("import");
  const words = useImportWords();
  const [uploaded, setUploaded] = useState<Uploaded | null>(null);
  const [doing, setDoing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [shown, setShown] = useState(imports.find(({ state }) => isBusy(state))?.id ?? null);

  async function read(uploadId: string, fileName: string, format?: FileFormat) {
    const result = await readUploadAction({ uploadId, format }).catch(() => null);
    if (!result?.ok) return setError(words(result?.code ?? "failed", result?.message));
    if (result.data.total === 0) return setError(words("empty"));
    setUploaded({ uploadId, fileName, sample: result.data });
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
        onOther={() => setUploaded(null)}
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
