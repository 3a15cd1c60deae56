import { useTranslations } from "next-intl";

const keys = [
  ["F8", "newest"],
  ["Enter", "open"],
  ["N", "note"],
  ["C", "callback"],
  ["A", "attach"],
  ["H", "handOver"],
  ["Esc", "dismiss"],
  ["F9", "wrapUp"],
  ["1–9", "outcome"],
] as const;

export function KeyboardHints() {
  const t = useTranslations("alerts");
  return (
    <section aria-label={t("keyboard")}>
      <h3 className="mb-2 text-xs font-medium text-ink-soft">{t("keyboard")}</h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-sm">
        {keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line-strong bg-sunken px-1.5 py-0.5 font-sans text-xs font-medium">
                {key}
              </kbd>
            </dt>
            <dd>{t(`keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
