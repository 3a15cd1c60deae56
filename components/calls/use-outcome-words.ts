import { useTranslations } from "next-intl";
import type { OutcomeView } from "#lib/realtime/events";

/** What an outcome is called: as somebody has named it, or in the interface's language. */
export function useOutcomeWords(): (outcome: Pick<OutcomeView, "key" | "name">) => string {
  const t = useTranslations("outcomes");
  return ({ key, name }) => {
    const own = `defaults.${key}` as "defaults.agreed";
    return name ?? (t.has(own) ? t(own) : (key ?? ""));
  };
}
