import type { OutcomeView } from "../call-view";

/** Words of the namespace `outcomes`, as next-intl gives them on either side. */
interface OutcomeTranslator {
  (key: "defaults.agreed"): string;
  has(key: "defaults.agreed"): boolean;
}

/** An outcome as the reader is told it: as somebody has named it, or as the product names those it comes with. */
export function outcomeWords(
  { key, name }: Pick<OutcomeView, "key" | "name">,
  t: OutcomeTranslator,
): string {
  const own = `defaults.${key}` as "defaults.agreed";
  return name ?? (t.has(own) ? t(own) : (key ?? ""));
}
