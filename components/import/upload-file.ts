import type { ImportOptions } from "#lib/import/import-options";
import { pieceSize } from "#lib/import/upload-limits";

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
  };
  return codes[response?.status ?? 0] ?? "failed";
}
