"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnectionWords } from "./use-connection-words";

export type TestOutcome = { took: number } & (
  | {
      ok: true;
      detail: string;
      code?: string;
      about?: string;
      warning?: string;
      warningCode?: string;
      warningAbout?: string;
      untested?: string;
      untestedCode?: string;
    }
  | { ok: false; code: string; message: string; field?: string }
);

/** What the provider said to the settings, in its words, and how long it took. */
export function TestResult({ provider, outcome }: { provider: string; outcome: TestOutcome }) {
  const t = useTranslations("connections.test");
  const words = useConnectionWords();
  const found =
    outcome.ok && words.reason(provider, outcome.code ?? null, outcome.detail, outcome.about);
  const warning =
    outcome.ok && outcome.warning
      ? words.reason(provider, outcome.warningCode ?? null, outcome.warning, outcome.warningAbout)
      : null;
  const untested =
    outcome.ok && outcome.untested
      ? words.reason(provider, outcome.untestedCode ?? null, outcome.untested)
      : null;
  const reserved = warning !== null || untested !== null;
  const Icon = outcome.ok ? (reserved ? TriangleAlert : CircleCheck) : CircleAlert;
  const passed = reserved ? "bg-ringing-soft text-ringing" : "bg-talking-soft text-talking";
  const tone = outcome.ok ? passed : "bg-missed-soft text-missed";
  return (
    <div role="status" className={`flex items-start gap-2 rounded-md px-3 py-2 text-sm ${tone}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 flex-1 break-words">
        {outcome.ok
          ? t(untested ? "partly" : "passed", { detail: found || outcome.detail })
          : words.reason(provider, outcome.code, outcome.message)}
        {untested && <span className="block">{t("untested", { what: untested })}</span>}
        {warning && <strong className="block font-medium">{t("warning", { warning })}</strong>}
      </p>
      <span className="figures whitespace-nowrap">{t("took", { ms: outcome.took })}</span>
    </div>
  );
}
