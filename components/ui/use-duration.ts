import { useTranslations } from "next-intl";
import { durationWords, waitWords } from "#lib/i18n/duration-words";

/** How long something took, in words: "14 min 13 s". */
export function useDuration(): (seconds: number) => string {
  const t = useTranslations("common.duration");
  return (seconds) => durationWords(t, seconds);
}

/** How long something takes already, where nobody counts seconds: "12 min", "2 h 5 min", "3 days". */
export function useWait(): (ms: number) => string {
  const t = useTranslations("common.duration");
  return (ms) => waitWords(t, ms);
}
