"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { matchPeopleAction } from "#lib/people/people-actions";
import type { PersonMatch } from "#lib/people/extensions";
import { MatchDialog } from "./match-dialog";
import { useAction } from "../ui/use-action";
import { useConnectionWords } from "./use-connection-words";

interface MatchPeopleProps {
  connectionId: string;
  provider: string;
}

/** Reads the provider's people and shows them beside ours. */
export function MatchPeople({ connectionId, provider }: MatchPeopleProps) {
  const t = useTranslations("connections.match");
  const words = useConnectionWords();
  const [matches, setMatches] = useState<PersonMatch[] | null>(null);
  const action = useAction(matchPeopleAction);

  function read() {
    action.run(
      { connectionId },
      {
        onDone: setMatches,
        onRefused({ code, message }) {
          const detail = code === "failed" ? null : (message ?? null);
          toast.error(words.reason(provider, code, detail) ?? t("failed"));
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
        <MatchDialog
          connectionId={connectionId}
          matches={matches}
          onClose={() => setMatches(null)}
        />
      )}
    </div>
  );
}
