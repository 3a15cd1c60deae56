"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import type { PersonMatch } from "#lib/people/extensions";
import { matchPeopleAction } from "#lib/people/people-actions";
import { laterComponent } from "../ui/later";
import { useAction } from "../ui/use-action";
import { useConnectionWords } from "./use-connection-words";
import { toast } from "../ui/toast";

const MatchDialog = laterComponent(() =>
  import("./match-dialog").then((module) => module.MatchDialog),
);

interface MatchPeopleProps {
  connection: { id: string; name: string; provider: string };
}

/** Reads the provider's people and shows them beside ours. */
export function MatchPeople({ connection }: MatchPeopleProps) {
  const t = useTranslations("connections.match");
  const words = useConnectionWords();
  const [matches, setMatches] = useState<PersonMatch[] | null>(null);
  const action = useAction(matchPeopleAction);

  function read() {
    action.run(
      { connectionId: connection.id },
      {
        onDone: setMatches,
        onRefused({ code, message }) {
          const detail = code === "failed" ? null : (message ?? null);
          toast.error(words.reason(connection.provider, code, detail) ?? t("failed"));
        },
      },
    );
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-3 p-4">
      <p className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">{t("text")}</p>
      <Button onClick={read} disabled={action.busy}>
        <UsersRound aria-hidden className="size-4" />
        {action.busy ? t("reading") : t("action")}
      </Button>
      {matches && (
        <MatchDialog connection={connection} matches={matches} onClose={() => setMatches(null)} />
      )}
    </div>
  );
}
