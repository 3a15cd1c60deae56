"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PickColleagueDialog } from "#components/people/colleagues";
import { LinkDialog, type ShownLink } from "#components/people/link-dialog";
import { PersonDialog } from "#components/people/person-dialog";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { PersonMatch } from "#lib/people/extensions";
import { assignExtensionsAction } from "#lib/people/people-actions";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";
import { firstChoice, isNews, withPerson, type Choice } from "./match-choice";

interface MatchDialogProps {
  connection: { id: string; name: string };
  matches: PersonMatch[];
  onClose: () => void;
}

/** The preview: nothing is set but what is chosen here. */
export function MatchDialog({ connection, matches, onClose }: MatchDialogProps) {
  const t = useTranslations("connections.match");
  const [choice, setChoice] = useState<Choice>(() => firstChoice(matches));
  /** The row for which somebody is looked for, or about to be added. */
  const [picking, setPicking] = useState<PersonMatch | null>(null);
  const [adding, setAdding] = useState<PersonMatch | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<ShownLink | null>(null);
  const { run, busy } = useAction(assignExtensionsAction);
  const chosen = matches.filter((match) => choice.get(match.extension)?.on);

  function assign() {
    const choices = chosen.map(({ extension }) => ({
      userId: choice.get(extension)!.person.id,
      extension,
    }));
    run(
      { connectionId: connection.id, choices },
      {
        onDone(assigned) {
          toast.success(t("assigned", assigned));
          onClose();
        },
        onRefused: ({ code, values }) =>
          toast.error(code === "taken" ? t("taken", values) : t("failed")),
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
            chosen={choice.get(match.extension)}
            isAdded={added.includes(match.extension)}
            onSwitch={(on) => {
              const person = choice.get(match.extension)?.person;
              if (person) setChoice(withPerson(choice, match.extension, { person, on }));
            }}
            onPick={() => setPicking(match)}
            onAdd={() => setAdding(match)}
          />
        ))}
      </ul>
      {matches.length > 0 && (
        <Button
          variant="primary"
          className="mt-4"
          onClick={assign}
          disabled={busy || chosen.length === 0}
        >
          {t("assign", { count: chosen.length })}
        </Button>
      )}
      {picking && (
        <PickColleagueDialog
          title={t("pickTitle", { name: picking.name, extension: picking.extension })}
          onPick={(id, name) => {
            const person = { id: id!, name };
            setChoice(withPerson(choice, picking.extension, { person, on: true }));
            setPicking(null);
          }}
          onClose={() => setPicking(null)}
        />
      )}
      {adding && (
        <PersonDialog
          person={null}
          draft={{
            name: adding.name,
            email: adding.email ?? "",
            extensions: { [connection.id]: adding.extension },
          }}
          connections={[connection]}
          onClose={() => setAdding(null)}
          onCreated={() => setAdded([...added, adding.extension])}
          onLink={setShown}
        />
      )}
      {shown && <LinkDialog shown={shown} onClose={() => setShown(null)} />}
    </Dialog>
  );
}

interface MatchRowProps {
  match: PersonMatch;
  chosen: { person: { id: string; name: string }; on: boolean } | undefined;
  isAdded: boolean;
  onSwitch: (on: boolean) => void;
  onPick: () => void;
  onAdd: () => void;
}

function MatchRow({ match, chosen, isAdded, onSwitch, onPick, onAdd }: MatchRowProps) {
  const t = useTranslations("connections.match");
  const { name, extension, email, holder } = match;
  const canBeSet = !isAdded && chosen !== undefined && isNews(match, chosen.person.id);
  return (
    <li className="rounded-md px-2 py-2 has-enabled:hover:bg-hover">
      <label className="flex items-start gap-3">
        <input
          type="checkbox"
          className="mt-1 size-4 accent-accent-fill"
          checked={canBeSet && chosen.on}
          disabled={!canBeSet}
          onChange={(event) => onSwitch(event.target.checked)}
        />
        <span className="min-w-0 flex-1 text-sm">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 font-medium break-words">{name}</span>
            <span className="figures shrink-0">{extension}</span>
          </span>
          {email && <span className="block break-words text-ink-soft">{email}</span>}
          <span className="block text-ink-soft">
            {isAdded ? t("added") : whose(match, chosen?.person, t)}
            {holder && ` · ${t("held", { holder })}`}
          </span>
        </span>
      </label>
      {!isAdded && (
        <span className="mt-1 ml-7 flex flex-wrap gap-2">
          <Button size="sm" aria-label={t("pickNamed", { name })} onClick={onPick}>
            {t("pick")}
          </Button>
          {!match.person && (
            <Button size="sm" variant="ghost" aria-label={t("addNamed", { name })} onClick={onAdd}>
              {t("add")}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function whose(
  { person, email, extension }: PersonMatch,
  chosen: { id: string; name: string } | undefined,
  t: ReturnType<typeof useTranslations<"connections.match">>,
): string {
  if (chosen && chosen.id !== person?.id) return t("chosen", { name: chosen.name });
  if (!person) return t(email ? "nobody" : "noEmail");
  const { name } = person;
  if (person.extension === extension) return t("same", { name });
  return person.extension ? t("change", { name, extension: person.extension }) : t("new", { name });
}
