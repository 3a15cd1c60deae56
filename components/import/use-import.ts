"use client";

import { useEffect, useState } from "react";
import { isBusy } from "#lib/import/import-states";
import type { ImportView } from "#lib/import/queries";

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
      const told = answer?.ok ? ((await answer.json()) as ImportView) : null;
      if (gone.signal.aborted) return;
      if (told) setView(told);
      if (!told || isBusy(told.state)) timer = setTimeout(() => void ask(), every);
    }
    void ask();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [id, round]);

  return { view, reload: () => setRound((count) => count + 1) };
}
