import { useEffect, useState } from "react";
import type { SearchResults } from "#lib/search/view";

/** Between two letters of a quick typist; asking after each would only be thrown away, in ms. */
const pause = 80;

export interface SearchState {
  /** The words that were answered last; the screen shows them until the next answer is there. */
  answered: string;
  results: SearchResults | null;
  /** signed-out | failed */
  problem: string | null;
}

const nothing: SearchState = { answered: "", results: null, problem: null };

/** Asks as one types; an answer that comes too late is never shown, and its question is cut off. */
export function useSearch(q: string): SearchState & { pending: boolean; retry: () => void } {
  const [state, setState] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const asked = q.trim();

  useEffect(() => {
    if (asked === "") return;
    const stale = new AbortController();
    const timer = window.setTimeout(() => {
      ask(asked, stale.signal).then(
        (results) => setState({ answered: asked, results, problem: null }),
        (error: unknown) => {
          if (stale.signal.aborted) return;
          const problem = error instanceof SignedOut ? "signed-out" : "failed";
          // What was found for other words is no answer to these.
          setState({ answered: asked, results: null, problem });
        },
      );
    }, pause);
    return () => {
      window.clearTimeout(timer);
      stale.abort();
    };
  }, [asked, attempt]);

  if (asked === "") return { ...nothing, pending: false, retry: () => undefined };
  const retry = () => {
    setState((known) => ({ ...known, answered: "", problem: null }));
    setAttempt((count) => count + 1);
  };
  return { ...state, pending: state.answered !== asked, retry };
}

class SignedOut extends Error {}

async function ask(q: string, signal: AbortSignal): Promise<SearchResults> {
  const answer = await fetch(`/api/v1/search?${new URLSearchParams({ q }).toString()}`, { signal });
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(`the search answered ${String(answer.status)}`);
  return (await answer.json()) as SearchResults;
}
