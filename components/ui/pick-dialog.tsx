"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, type KeyboardEvent as PressedKey } from "react";
import { Dialog } from "#components/ui/dialog";
import { useFirstSelected } from "./use-first-selected";

export interface Pick {
  id: string;
  name: string;
  /** What tells it from others of the name. */
  detail?: string | null;
}

interface FirstPick {
  picks: readonly Pick[];
  /** What there is says nothing about what was typed, yet: nothing can be picked. */
  waiting?: boolean;
  onPick: (id: string) => void;
}

interface PickDialogProps extends FirstPick {
  title: string;
  description?: string;
  /** What is typed, and what that finds. */
  label: string;
  typed: string;
  onTyped: (typed: string) => void;
  /** Instead of picks, when there are none. */
  none: string;
  onClose: () => void;
}

/** One of many, by typing: the first that fits is chosen already, Enter takes it, arrows move. */
export function PickDialog(props: PickDialogProps) {
  const { title, description, label, typed, onTyped, picks, waiting, none, onPick } = props;
  const common = useTranslations("common");
  const { selected, select, onKey, forget } = useFirstPick({ picks, waiting, onPick });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={title}
      description={description}
      closeLabel={common("close")}
    >
      <Command
        shouldFilter={false}
        label={label}
        loop
        value={selected}
        onValueChange={select}
        onKeyDown={onKey}
      >
        <Command.Input
          value={typed}
          onValueChange={(text) => {
            forget();
            onTyped(text);
          }}
          placeholder={label}
          maxLength={100}
          className="h-9 w-full rounded-md border border-line-strong bg-surface px-3 placeholder:text-ink-soft/80 focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent"
        />
        <Command.List
          label={label}
          aria-busy={waiting}
          className="mt-2 max-h-72 min-h-24 overflow-y-auto"
        >
          {picks.map(({ id, name, detail }) => (
            <Command.Item
              key={id}
              value={id}
              disabled={waiting}
              onSelect={() => onPick(id)}
              className="flex cursor-default items-baseline gap-2 rounded-md px-2 py-2 select-none data-[disabled=true]:opacity-60 data-[selected=true]:bg-hover"
            >
              <span className="min-w-0 truncate font-medium">{name}</span>
              {detail && (
                <span className="figures min-w-0 truncate text-sm text-ink-soft">{detail}</span>
              )}
            </Command.Item>
          ))}
          {picks.length === 0 && (
            <p role="status" className="px-2 py-2 text-sm text-ink-soft">
              {waiting ? common("loading") : none}
            </p>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/**
 * The first pick is selected whenever the picks are others. Enter that is pressed before they are there takes
 * the first of them then; who types on means something else.
 */
function useFirstPick(props: FirstPick) {
  const { picks, waiting = false, onPick } = props;
  const first = picks[0]?.id ?? "";
  const isWanted = useRef(false);
  // An answer counts as another one when the rows become choosable, too: they were not while it was awaited.
  const answer = `${waiting} ${picks.map(({ id }) => id).join()}`;
  const { selected, select } = useFirstSelected(answer, first);

  const takeFirst = useEffectEvent(() => {
    if (!isWanted.current) return;
    isWanted.current = false;
    if (first) onPick(first);
  });
  useEffect(() => {
    if (!waiting) takeFirst();
  }, [waiting]);

  function onKey(event: PressedKey) {
    if (event.key !== "Enter" || !waiting || event.nativeEvent.isComposing) return;
    event.preventDefault();
    isWanted.current = true;
  }
  function forget() {
    isWanted.current = false;
  }
  return { selected, select, onKey, forget };
}
