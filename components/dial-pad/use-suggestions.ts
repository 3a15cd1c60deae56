import { useEffect, useState } from "react";
import { suggestContactsAction } from "#lib/dial/dial-actions";
import type { DialSuggestion } from "#lib/dial/suggest-contacts";

/** Nobody is asked for between two keys, in ms. */
const pause = 150;

/** Contacts whose number begins as typed, a moment later. */
export function useSuggestions(typed: string): DialSuggestion[] {
  const [found, setFound] = useState<{ typed: string; contacts: DialSuggestion[] }>();
  useEffect(() => {
    if (typed.replace(/\D/g, "").length < 3) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const result = await suggestContactsAction({ typed }).catch(() => null);
      if (wanted && result?.ok) setFound({ typed, contacts: result.data });
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [typed]);
  // Those of a beginning still fit while the next key's are on their way; others do not.
  return found && typed !== "" && typed.startsWith(found.typed) ? found.contacts : [];
}
