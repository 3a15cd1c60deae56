"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { matchPeopleAction } from "#lib/users/match-actions";
import type { PersonMatch } from "#lib/users/match-people";
import { MatchDialog } from "./match-dialog";
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
  const [pending, start] = useTransition();

  function read() {
    start(async () => {
      const failed = { ok: false, code: "", message: undefined } as const;
      const result = await matchPeopleAction({ connectionId }).catch(() => failed);
      if (result.ok) return setMatches(result.data);
      const why = result.code === "failed" ? null : (result.message ?? null);
      toast.error(words.reason(provider, result.code, why) ?? t("failed"));
    });
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-3 p-4">
      <p className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">{t("text")}</p>
      <Button onClick={read} disabled={pending}>
        <UsersRound aria-hidden className="size-4" />
        {pending ? t("reading") : t("action")}
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
