"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type ImportOptions, isBusy, pieceSize } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";
/** How often a running import is asked about, in ms. */
const every = 700;

/** An import as it is now, for as long as something happens to it. */
export function useImport(id: string): { view: ImportView | null; reload: () => void } {
  const [view, setView] = useState<ImportView | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask() {
      const answer = await fetch(`/api/imports/${id}`, { signal: gone.signal }).catch(() => null);
      const current = answer?.ok ? ((await answer.json()) as ImportView) : null;
      if (gone.signal.aborted) return;
      if (current) setView(current);
      if (!current || isBusy(current.state)) timer = setTimeout(() => void ask(), every);
    }
    void ask();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [id, round]);

  return { view, reload: () => setRound((count) => count + 1) };
}

/**
 * Sends a file piece by piece.
 * @returns what it is called by from now on, or the code of what went wrong
 */
export async function uploadFile(
  file: File,
  tell: (percent: number) => void,
): Promise<{ ok: true; uploadId: string } | { ok: false; code: string }> {
  const begun = await fetch("/api/imports/uploads", { method: "POST" }).catch(() => null);
  if (!begun?.ok) return { ok: false, code: codeOf(begun) };
  const { id } = (await begun.json()) as { id: string };
  for (let at = 0; at < file.size; at += pieceSize) {
    const body = file.slice(at, at + pieceSize);
    const url = `/api/imports/uploads/${id}?at=${at}`;
    const sent = await fetch(url, { method: "PUT", body }).catch(() => null);
    if (!sent?.ok) return { ok: false, code: codeOf(sent) };
    tell(Math.round((100 * Math.min(at + pieceSize, file.size)) / file.size));
  }
  return { ok: true, uploadId: id };
}

/** Throws an uploaded file away; one that is not imported counts for an hour, and a person may have three. */
export function discardUpload(uploadId: string): void {
  void fetch(`/api/imports/uploads/${uploadId}`, { method: "DELETE" }).catch(() => undefined);
}

/** Begins to take an uploaded file over. */
export async function startImport(input: {
  uploadId: string;
  fileName: string;
  total: number;
  options: ImportOptions;
}): Promise<{ ok: true; id: string } | { ok: false; code: string }> {
  const begun = await fetch("/api/imports", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  }).catch(() => null);
  if (!begun?.ok) return { ok: false, code: codeOf(begun) };
  const { id } = (await begun.json()) as { id: string };
  return { ok: true, id };
}

function codeOf(response: Response | null): string {
  const codes: Record<number, string> = {
    401: "signed-out",
    403: "not-allowed",
    404: "upload-gone",
    409: "busy",
    413: "too-large",
    429: "too-many-uploads",
  };
  return codes[response?.status ?? 0] ?? "failed";
}

/** Words for what went wrong; `place` of a file that can't be read to its end: `line` or `line:column`. */
export function useImportWords(): (code: string, place?: string) => string {
  const t = useTranslations("import.errors");
  return (code, place = "") => {
    const [line, column = ""] = place.split(":");
    if (line && t.has(`${code}At` as never))
      return t(`${code}At` as never, { line, column } as never);
    return t.has(code as never) ? t(code as never) : t("failed");
  };
}
