import { useEffect, useState } from "react";
import { findContactsAction } from "#lib/clients/client-actions";
import type { FoundContact } from "#lib/contacts/find-contacts";

/** Somebody types on: what is between two keys is not worth a question, in ms. */
const pause = 120;

/** @returns the contacts that fit what was typed; `waiting` until they do */
export function useFoundContacts(typed: string): { found: FoundContact[]; waiting: boolean } {
  const q = typed.trim();
  const [answer, setAnswer] = useState<{ q: string; found: FoundContact[] }>({ q: "", found: [] });
  useEffect(() => {
    if (q === "") return;
    let gone = false;
    const timer = setTimeout(() => {
      void findContactsAction({ q })
        .catch(() => null)
        .then((result) => {
          if (!gone) setAnswer({ q, found: result?.ok ? result.data : [] });
        });
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [q]);
  if (q === "") return { found: [], waiting: false };
  return { found: answer.found, waiting: answer.q !== q };
}
