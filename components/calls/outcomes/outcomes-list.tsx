"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useOutcomeWords } from "../call-state";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Card, PageHeader } from "#components/ui/page";
import type { ListedOutcome } from "#lib/calls/outcomes/outcomes";
import { useKeptFocus } from "../../ui/use-kept-focus";
import { OutcomeRow, useOutcomeCommands } from "./outcome-row";
/** As many as there are keys. */
const most = 9;

/** The list people choose from at wrap-up, each on its key. */
export function OutcomesList({ outcomes }: { outcomes: ListedOutcome[] }) {
  const t = useTranslations("outcomes");
  const words = useOutcomeWords();
  const commands = useOutcomeCommands();
  const list = useKeptFocus<HTMLOListElement>();
  const [name, setName] = useState("");
  const active = outcomes.filter(({ archived }) => !archived);
  const archived = outcomes.filter((outcome) => outcome.archived);
  const full = active.length >= most;

  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t("title")} subtitle={t("help")} />
      <Card>
        <ol ref={list} aria-label={t("title")}>
          {active.map((outcome, index) => (
            <OutcomeRow
              key={outcome.id}
              outcome={outcome}
              position={index + 1}
              last={index === active.length - 1}
              commands={commands}
            />
          ))}
        </ol>
        {active.length === 0 && <p className="px-4 py-3 text-ink-soft">{t("empty")}</p>}
        <form
          className="flex flex-wrap gap-2 border-t border-line p-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) commands.add(name, () => setName(""));
          }}
        >
          <Input
            value={name}
            maxLength={60}
            disabled={full}
            aria-label={t("new")}
            placeholder={full ? t("full") : t("new")}
            onChange={(event) => setName(event.target.value)}
            className="min-w-40 flex-1"
          />
          <Button type="submit" variant="primary" disabled={full || commands.busy || !name.trim()}>
            {t("add")}
          </Button>
        </form>
      </Card>
      {archived.length > 0 && (
        <section aria-labelledby="archived" className="mt-6">
          <h2 id="archived" className="mb-2 font-semibold">
            {t("archive")}
          </h2>
          <p className="mb-2 text-sm text-ink-soft">{t("archiveHelp")}</p>
          <ul className="flex flex-col gap-1">
            {archived.map((outcome) => (
              <li key={outcome.id} className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate text-ink-soft">{words(outcome)}</span>
                <Button
                  size="sm"
                  disabled={full || commands.busy}
                  aria-label={t("restoreOne", { name: words(outcome) })}
                  onClick={() => commands.restore(outcome.id)}
                >
                  {t("restore")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
