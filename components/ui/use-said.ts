import { useTranslations } from "next-intl";
import { knownSentence } from "#lib/i18n/known-sentences";

/** The network's code, which ends what is said of a failure on the way: "… (ECONNREFUSED)". */
const networkCode = /\(([A-Z_]{4,20})\)$/;

/** What the server and the adapters said in English, in the reader's language; a provider's own words as they are. */
export function useSaid(): (said: string) => string {
  const t = useTranslations("said");
  const reasons = useTranslations("reasons");

  function wordsFor(said: string): string | null {
    return faultsIn(said) ?? sentenceIn(said) ?? reasonIn(said);
  }

  /** Several faults in one breath: between them a sentence with a place for anything would take the first for one. */
  function faultsIn(said: string): string | null {
    if (!said.includes("; ")) return null;
    const all = said.split("; ").map((one) => sentenceIn(one));
    return all.every((words) => words !== null) ? all.join("; ") : null;
  }

  function sentenceIn(said: string): string | null {
    const known = knownSentence(said);
    if (!known) return null;
    const values = Object.entries(known.values).map(([place, part]) => [
      place,
      wordsFor(part) ?? part,
    ]);
    return t(known.key as "failed", Object.fromEntries(values));
  }

  function reasonIn(said: string): string | null {
    const code = networkCode.exec(said)?.[1];
    const key = code as "ECONNREFUSED" | undefined;
    return key && reasons.has(key) ? reasons(key) : null;
  }
  return (said) => wordsFor(said) ?? said;
}
