"use client";

import { Tag, Trash2, UserRound, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition, type FormEvent, type ReactNode } from "react";
import { useColleagues } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Menu, MenuItem, Popover } from "#components/ui/menu";
import { SuggestInput } from "#components/ui/suggest-input";
import type { ActionResult } from "#lib/auth/action";
import { setOwnerAction, tagContactsAction } from "#lib/contacts/actions";
import { contactFields, mostEntries } from "#lib/contacts/fields";
import type { ListRow } from "#lib/contacts/list-rows";
import type { Refusal } from "#lib/contacts/save-contact";
import { answerOf } from "../ui/use-action";
import type { Choices } from "./field-editor";
import { inChunks } from "./in-chunks";
import { offering } from "./tags";
import { useBin } from "./use-bin";
import { toast, undoable } from "../ui/toast";

/** How a bulk action ended. */
interface Changed {
  count: number;
  refused: { id: string; reason: Refusal }[];
}

/** More of those that stay as they were are counted, not named. */
const mostNamed = 5;

interface SelectionBarProps {
  /** Those that are chosen of this page. */
  chosen: ListRow[];
  /** All contacts of the list, once they are chosen; else null. */
  everybody: string[] | null;
  choices: Choices;
  onClear: () => void;
  /** The way to choose all contacts of the list; none where the page has them all. */
  children?: ReactNode;
}

/** What can be done with the contacts that are chosen. */
export function SelectionBar(props: SelectionBarProps) {
  const { chosen, everybody, choices, onClear, children } = props;
  const t = useTranslations("contacts.selection");
  const router = useRouter();
  const { putAway } = useBin();
  const [pending, start] = useTransition();
  const [dealtWith, setDealtWith] = useState<number | null>(null);
  const ids = everybody ?? chosen.map(({ id }) => id);
  const colleagues = useColleagues();
  const tags = everybody
    ? choices.tags
    : [...new Set(chosen.flatMap((contact) => contact.tags.map(({ name }) => name)))];

  /** @param undo what takes it back */
  function run<T extends Changed & { [K in keyof T]: number | unknown[] }>(
    action: (ids: string[]) => Promise<ActionResult<T>>,
    undo: (done: T) => Promise<unknown>,
  ) {
    start(async () => {
      const { answer, last } = await inChunks(ids, (some) => answerOf(action(some)), setDealtWith);
      setDealtWith(null);
      router.refresh();
      if (!last.ok) toast.error(t("failed"));
      if (!answer) return;
      if (answer.refused.length > 0) reportRefused(answer.refused);
      if (answer.count === 0) return;
      const takeBack = () => void undo(answer).finally(() => router.refresh());
      toast.success(t("changed", { count: answer.count }), {
        duration: undoable,
        action: { label: t("undo"), onClick: takeBack },
      });
    });
  }

  /** Who stays as they were, and why. */
  function reportRefused(refused: Changed["refused"]) {
    const names = new Map(chosen.map(({ id, name }) => [id, name]));
    // Those of other pages have no name here.
    const named = refused.filter(({ id }) => names.has(id)).slice(0, mostNamed);
    const lines = named.map(({ id, reason }) => {
      return `${names.get(id)!}: ${t(`refused.reasons.${reason}`, { most: mostEntries })}`;
    });
    const others = refused.length - lines.length;
    if (others > 0) lines.push(t("refused.more", { count: others }));
    toast.error(t("refused.title", { count: refused.length }), {
      description: <span className="whitespace-pre-line">{lines.join("\n")}</span>,
      duration: undoable,
    });
  }

  const setOwner = (ownerId: string | null) =>
    run(
      (some) => setOwnerAction({ ids: some, ownerId }),
      async ({ before }) => {
        for (const { ids: theirs, callbacks, ...former } of before) {
          await inChunks(theirs, (some) => {
            const own = callbacks.filter(({ contactId }) => some.includes(contactId));
            return setOwnerAction({ ...former, ids: some, callbacks: own });
          });
        }
      },
    );

  const setTag = (name: string, present: boolean) =>
    run(
      (some) => tagContactsAction({ ids: some, name, present }),
      async ({ changed }) =>
        changed.length > 0 &&
        inChunks(changed, (some) => tagContactsAction({ ids: some, name, present: !present })),
    );

  function remove() {
    start(async () => {
      if (await putAway(ids, { onProgress: setDealtWith })) onClear();
      setDealtWith(null);
      router.refresh();
    });
  }

  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      aria-busy={pending}
      className="sticky top-2 z-20 mb-2 flex flex-wrap items-center gap-1.5 rounded-lg bg-raised px-3 py-1.5 shadow-pop max-sm:top-14"
    >
      <span role="status" className="figures mr-1 font-medium">
        {dealtWith === null
          ? t("count", { count: ids.length })
          : t("dealtWith", { done: dealtWith, all: ids.length })}
      </span>
      {children}
      <Menu
        trigger={
          <Button size="sm" disabled={pending}>
            <UserRound aria-hidden className="size-3.5" />
            {t("owner")}
          </Button>
        }
      >
        {[{ id: null, name: t("nobody") }, ...colleagues].map((person) => (
          <MenuItem key={person.id} onSelect={() => setOwner(person.id)}>
            {person.name}
          </MenuItem>
        ))}
      </Menu>
      <AddTag known={choices.tags} disabled={pending} onAdd={(name) => setTag(name, true)} />
      {tags.length > 0 && (
        <Menu
          trigger={
            <Button size="sm" disabled={pending}>
              {t("removeTag")}
            </Button>
          }
        >
          {tags.map((name) => (
            <MenuItem key={name} onSelect={() => setTag(name, false)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
      <Button size="sm" disabled={pending} onClick={remove}>
        <Trash2 aria-hidden className="size-3.5" />
        {t("delete")}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        className="ml-auto"
        onClick={onClear}
        aria-label={t("clear")}
      >
        <X aria-hidden className="size-3.5" />
      </Button>
    </div>
  );
}

interface AddTagProps {
  known: readonly string[];
  disabled: boolean;
  onAdd: (name: string) => void;
}

function AddTag({ known, disabled, onAdd }: AddTagProps) {
  const t = useTranslations("contacts.selection");
  const [open, setOpen] = useState(false);

  function add(name: string) {
    if (!name) return;
    setOpen(false);
    onAdd(name);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    add(String(new FormData(event.currentTarget).get("tag") ?? "").trim());
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("addTag")}
      trigger={
        <Button size="sm" disabled={disabled}>
          <Tag aria-hidden className="size-3.5" />
          {t("addTag")}
        </Button>
      }
    >
      <form onSubmit={submit} className="flex gap-2">
        <SuggestInput
          name="tag"
          maxLength={contactFields.tags.most}
          aria-label={t("tagName")}
          placeholder={t("tagName")}
          suggest={(text) => offering(known, text)}
          onChoose={add}
        />
        <Button type="submit" variant="primary">
          {t("add")}
        </Button>
      </form>
    </Popover>
  );
}
