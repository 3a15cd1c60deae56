"use client";

import { Archive, ArrowDown, ArrowUp, CalendarClock, Check, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/page";
import type { ActionResult } from "#lib/auth/action";
import {
  addOutcomeAction,
  archiveOutcomeAction,
  moveOutcomeAction,
  renameOutcomeAction,
  setAskWhenAction,
} from "#lib/calls/outcomes/outcome-actions";
import type { ListedOutcome } from "#lib/calls/outcomes/outcomes";
import { useOutcomeWords } from "../call-state";
import { useAction } from "../../ui/use-action";
import { toast } from "../../ui/toast";

interface OutcomeRowProps {
  outcome: ListedOutcome;
  /** Its key. */
  position: number;
  last: boolean;
  commands: ReturnType<typeof useOutcomeCommands>;
}

/** One outcome in its place: renamed where it stands, moved by buttons. */
export function OutcomeRow({ outcome, position, last, commands }: OutcomeRowProps) {
  const t = useTranslations("outcomes");
  const common = useTranslations("common");
  const name = useOutcomeWords()(outcome);
  const [typed, setTyped] = useState<string | null>(null);
  const { id } = outcome;

  if (typed !== null) {
    const close = () => setTyped(null);
    return (
      <li className="border-b border-line last:border-0">
        <form
          className="flex items-center gap-2 px-4 py-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() === name) close();
            else commands.rename(id, typed, close);
          }}
        >
          <Kbd>{position}</Kbd>
          <Input
            value={typed}
            maxLength={60}
            required
            aria-label={t("rename", { name })}
            // The person has just asked for it.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && close()}
            className="min-w-0 flex-1"
          />
          <Button size="sm" type="submit" variant="primary" disabled={commands.busy}>
            <Check aria-hidden className="size-3.5" />
            {common("save")}
          </Button>
        </form>
      </li>
    );
  }

  const busy = commands.busy;
  return (
    <li className="flex min-h-11 items-center gap-2 border-b border-line px-4 py-1.5 last:border-0 max-sm:gap-0 max-sm:pr-2">
      <Kbd>{position}</Kbd>
      <span className="min-w-0 flex-1 max-sm:ml-2">
        <span className="block wrap-anywhere">{name}</span>
        {outcome.askWhen && <span className="block text-xs text-ink-soft">{t("asksWhen")}</span>}
      </span>
      <Button
        variant="ghost"
        size="icon"
        disabled={busy}
        aria-pressed={outcome.askWhen}
        aria-label={t("askWhen", { name })}
        title={t("askWhen", { name })}
        onClick={() => commands.setAskWhen(id, !outcome.askWhen)}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
      >
        <CalendarClock aria-hidden className="size-4" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        disabled={busy || position === 1}
        aria-label={t("up", { name })}
        onClick={() => commands.move(id, -1)}
      >
        <ArrowUp aria-hidden className="size-4" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        disabled={busy || last}
        aria-label={t("down", { name })}
        onClick={() => commands.move(id, 1)}
      >
        <ArrowDown aria-hidden className="size-4" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("rename", { name })}
        onClick={() => setTyped(name)}
      >
        <Pencil aria-hidden className="size-4" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        disabled={busy}
        aria-label={t("archiveOne", { name })}
        onClick={() => commands.archive(id, name)}
      >
        <Archive aria-hidden className="size-4" />
      </Button>
    </li>
  );
}

/** What can be done to the list; a refusal is shown in words. `onDone` runs after success. */
export function useOutcomeCommands() {
  const t = useTranslations("outcomes");
  const action = useAction((command: () => Promise<ActionResult<unknown>>) => command());

  function run(command: () => Promise<ActionResult<unknown>>, onDone?: () => void) {
    action.run(command, {
      onDone,
      onRefused({ code, fields, values }) {
        const key = `errors.${fields?.name ?? code}` as "errors.failed";
        toast.error(t.has(key) ? t(key, values) : t("errors.failed"));
      },
    });
  }
  const setArchived = (id: string, archived: boolean, onDone?: () => void) =>
    run(() => archiveOutcomeAction({ id, archived }), onDone);

  return {
    busy: action.busy,
    add: (name: string, onDone: () => void) => run(() => addOutcomeAction({ name }), onDone),
    rename: (id: string, name: string, onDone: () => void) =>
      run(() => renameOutcomeAction({ id, name }), onDone),
    setAskWhen: (id: string, askWhen: boolean) => run(() => setAskWhenAction({ id, askWhen })),
    move: (id: string, by: -1 | 1) => run(() => moveOutcomeAction({ id, by })),
    archive(id: string, name: string) {
      setArchived(id, true, () =>
        toast.success(t("archived", { name }), {
          action: { label: t("undo"), onClick: () => setArchived(id, false) },
        }),
      );
    },
    restore: (id: string) => setArchived(id, false),
  };
}
