"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog";

export interface Pick {
  id: string;
  name: string;
  /** What tells it from others of the name. */
  detail?: string | null;
}

interface PickDialogProps {
  title: string;
  description?: string;
  /** What is typed, and what that finds. */
  label: string;
  typed: string;
  onTyped: (typed: string) => void;
  picks: readonly Pick[];
  /** What there is says nothing about what was typed, yet: nothing can be picked. */
  waiting?: boolean;
  /** Instead of picks, when there are none. */
  none: string;
  onPick: (id: string) => void;
  onClose: () => void;
}

/** One of many, by typing: the first that fits is chosen already, Enter takes it, arrows move. */
export function PickDialog(props: PickDialogProps) {
  const { title, description, label, typed, onTyped, picks, waiting, none, onPick } = props;
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={title}
      description={description}
      closeLabel={common("close")}
    >
      <Command shouldFilter={false} label={label} loop>
        <Command.Input
          value={typed}
          onValueChange={onTyped}
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
