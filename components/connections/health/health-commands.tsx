"use client";

import { CircleAlert, CircleCheck, Info, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { testConnectionAction, testCallAction } from "#lib/connections/trial-actions";
import type { AbilityOutcome } from "#lib/connections/connection-view";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { replayMessagesAction } from "#lib/connections/actions";
import { useAction } from "../../ui/use-action";
import { useSaid } from "../../ui/use-said";
import { useConnectionWords } from "../use-connection-words";
import { toast } from "../../ui/toast";

interface AbilitiesTestProps {
  connectionId: string;
  provider: string;
}

/** Tries, at a click, whatever the connection can do without disturbing anybody. */
export function AbilitiesTest({ connectionId, provider }: AbilitiesTestProps) {
  const t = useTranslations("health.test");
  const { run, busy } = useAction(testConnectionAction);
  const [outcomes, setOutcomes] = useState<AbilityOutcome[] | "failed" | null>(null);

  function test() {
    setOutcomes(null);
    run({ connectionId }, { onDone: setOutcomes, onRefused: () => setOutcomes("failed") });
  }

  return (
    <Card title={t("title")}>
      <div className="flex flex-wrap items-center justify-between gap-3 p-4">
        <p className="min-w-0 flex-1 text-sm text-ink-soft">{t("help")}</p>
        <Button onClick={test} disabled={busy}>
          {t(busy ? "running" : "action")}
        </Button>
      </div>
      <div role="status" aria-live="polite">
        {outcomes === "failed" && <p className="px-4 pb-4 text-sm text-missed">{t("failed")}</p>}
        {Array.isArray(outcomes) && (
          <ul className="divide-y divide-line border-t border-line px-4">
            {outcomes.length === 0 && <li className="py-3 text-sm">{t("nothing")}</li>}
            {outcomes.map((outcome, index) => (
              <Outcome key={index} outcome={outcome} provider={provider} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

const looks = {
  true: { icon: CircleCheck, colour: "text-talking", words: "works" },
  false: { icon: CircleAlert, colour: "text-missed", words: "broken" },
  null: { icon: Info, colour: "text-ringing", words: "unknown" },
} as const;

function Outcome({ outcome, provider }: { outcome: AbilityOutcome; provider: string }) {
  const t = useTranslations("health.test");
  const words = useConnectionWords();
  const { ability, ok, code, detail, about, at } = outcome;
  const { icon: Icon, colour, words: verdict } = looks[`${ok}`];
  const key = `outcomes.${code}` as "outcomes.heard";
  const text = code && t.has(key) ? t(key) : words.reason(provider, code, detail, about);
  return (
    <li className="flex items-start gap-2 py-3 text-sm">
      <Icon aria-label={t(verdict)} role="img" className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <span className="min-w-0">
        <span className="font-medium">{t(`abilities.${ability}`)}</span>
        <span className="block break-words text-ink-soft">
          {text} {at && <RelativeTime iso={at} />}
        </span>
      </span>
    </li>
  );
}

interface TestCallProps {
  connectionId: string;
  /** The administrator's own here; null when there is none. */
  extension: string | null;
}

/** A real call over this connection, at the administrator's explicit wish. */
export function TestCall({ connectionId, extension }: TestCallProps) {
  const t = useTranslations("health.call");
  const said = useSaid();
  const { run, busy, refusal, clear } = useAction(testCallAction);
  const error =
    refusal?.code === "invalid"
      ? t("notDialable")
      : refusal && (refusal.message ? said(refusal.message) : t("failed"));

  function call(data: FormData) {
    clear();
    const number = String(data.get("number") ?? "");
    run({ connectionId, number }, { onDone: () => toast.success(t("placed")) });
  }

  return (
    <Card title={t("title")}>
      {extension === null ? (
        <p className="p-4 text-sm text-ink-soft">{t("noExtension")}</p>
      ) : (
        <form
          className="flex flex-col gap-3 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            call(new FormData(event.currentTarget));
          }}
        >
          <Field label={t("number")} help={t("help", { extension })} error={error ?? undefined}>
            <Input name="number" type="tel" maxLength={40} autoComplete="tel" />
          </Field>
          <Button type="submit" className="self-start" disabled={busy}>
            {t(busy ? "calling" : "action")}
          </Button>
        </form>
      )}
    </Card>
  );
}

interface ReplayButtonProps {
  connectionId: string;
  /** One message; all that are set aside when absent. */
  id?: number;
  label: string;
}

export function ReplayButton({ connectionId, id, label }: ReplayButtonProps) {
  const t = useTranslations("connections.refused");
  const { run, busy } = useAction(replayMessagesAction);

  function replay() {
    run(
      { connectionId, ids: id === undefined ? undefined : [id] },
      {
        onDone(replayed) {
          if (replayed.refused > 0) toast.warning(t("refusedAgain", replayed));
          else toast.success(t("applied", replayed));
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <Button size="sm" onClick={replay} disabled={busy}>
      <RotateCw aria-hidden className={busy ? "size-3.5 animate-spin" : "size-3.5"} />
      {label}
    </Button>
  );
}
