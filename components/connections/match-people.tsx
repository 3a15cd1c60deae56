"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { matchPeopleAction, assignExtensionsAction } from "#lib/people/people-actions";
import type { PersonMatch } from "#lib/people/extensions";
import { Dialog } from "#components/ui/dialog";
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

interface MatchDialogProps {
  connectionId: string;
  matches: PersonMatch[];
  onClose: () => void;
}

/** There is somebody here, and something to change. */
const canBeSet = ({ person, extension }: PersonMatch) =>
  person !== null && person.extension !== extension;

/** What takes nothing from anybody, and of a person the first. */
function firstChoice(matches: PersonMatch[]): Set<string> {
  const free = matches.filter((one) => canBeSet(one) && !one.holder);
  const byPerson = new Map(free.toReversed().map((one) => [one.person?.id, one.extension]));
  return new Set(byPerson.values());
}

/** The preview: nothing is set but what is chosen here. */
function MatchDialog({ connectionId, matches, onClose }: MatchDialogProps) {
  const t = useTranslations("connections.match");
  const [chosen, setChosen] = useState(() => firstChoice(matches));
  const { run, busy } = useAction(assignExtensionsAction);

  /** A person has one extension on a connection. */
  function choose({ extension, person }: PersonMatch, on: boolean) {
    const others = matches.filter((one) => one.person?.id === person?.id);
    const next = new Set(
      [...chosen].filter((one) => !others.some(({ extension: own }) => own === one)),
    );
    if (on) next.add(extension);
    setChosen(next);
  }

  function assign() {
    const choices = matches.flatMap(({ extension, person }) =>
      person && chosen.has(extension) ? [{ userId: person.id, extension }] : [],
    );
    run(
      { connectionId, choices },
      {
        onDone(assigned) {
          toast.success(t("assigned", assigned));
          onClose();
        },
        onRefused: ({ code, message }) => toast.error((code === "taken" && message) || t("failed")),
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("dialog")}
      description={matches.length > 0 ? t("choose") : t("empty")}
      closeLabel={t("close")}
    >
      <ul className="-mx-2 divide-y divide-line">
        {matches.map((match) => (
          <MatchRow
            key={match.extension}
            match={match}
            checked={chosen.has(match.extension)}
            onChange={(on) => choose(match, on)}
          />
        ))}
      </ul>
      {matches.some(canBeSet) && (
        <Button
          variant="primary"
          className="mt-4"
          onClick={assign}
          disabled={busy || chosen.size === 0}
        >
          {t("assign", { count: chosen.size })}
        </Button>
      )}
    </Dialog>
  );
}

function MatchRow(props: {
  match: PersonMatch;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  const { match, checked, onChange } = props;
  const t = useTranslations("connections.match");
  return (
    <li>
      <label className="flex items-start gap-3 rounded-md px-2 py-2 has-enabled:hover:bg-hover">
        <input
          type="checkbox"
          className="mt-1 size-4 accent-accent-fill"
          checked={checked}
          disabled={!canBeSet(match)}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="min-w-0 flex-1 text-sm">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 font-medium break-words">{match.name}</span>
            <span className="figures shrink-0">{match.extension}</span>
          </span>
          {match.email && <span className="block break-words text-ink-soft">{match.email}</span>}
          <span className="block text-ink-soft">
            {whose(match, t)}
            {match.holder && ` · ${t("held", { holder: match.holder })}`}
          </span>
        </span>
      </label>
    </li>
  );
}

function whose(
  { person, email, extension }: PersonMatch,
  t: ReturnType<typeof useTranslations<"connections.match">>,
): string {
  if (!email) return t("noEmail");
  if (!person) return t("nobody");
  const { name } = person;
  if (person.extension === extension) return t("same", { name });
  return person.extension ? t("change", { name, extension: person.extension }) : t("new", { name });
}
