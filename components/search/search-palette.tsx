"use client";

import { Command } from "cmdk";
import { LoaderCircle, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent } from "react";
import { useMe } from "#components/live/live-provider";
import { Dialog } from "#components/ui/dialog";
import type { SearchResults } from "#lib/search/view";
import { LocalGroups } from "./local-groups";
import { PaletteFooter, PaletteNotice } from "./palette-notice";
import { RecentGroup, remember } from "./recent-group";
import { ResultGroups } from "./result-groups";
import type { Searchable } from "./searchable-screens";
import type { Choose } from "./palette-item";
import { usePaletteCall, type Callable } from "./use-palette-call";
import { useSearch } from "./use-search";

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  screens: Searchable;
}

/** Everything by keyboard: contacts, companies, calls, screens, actions. What was typed stays when it closes. */
export function SearchPalette({ open, onOpenChange, screens }: PaletteProps) {
  const t = useTranslations("search");
  const common = useTranslations("common");
  const [q, setQ] = useState("");
  const search = useSearch(open ? q : "");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      look="palette"
      title={t("title")}
      closeLabel={common("close")}
    >
      <Palette
        q={q}
        setQ={setQ}
        search={search}
        screens={screens}
        onClose={() => onOpenChange(false)}
      />
    </Dialog>
  );
}

interface InnerProps {
  q: string;
  setQ: (q: string) => void;
  search: ReturnType<typeof useSearch>;
  screens: Searchable;
  onClose: () => void;
}

function Palette({ q, setQ, search, screens, onClose }: InnerProps) {
  const t = useTranslations("search");
  const { userId } = useMe();
  const [selected, setSelected] = useState("");
  const call = usePaletteCall();
  const choose = useChoose(userId, onClose, call);
  const callables = callablesOf(search.results);
  // An answer comes to stand above what was there: Enter is for the best of it.
  const [seen, setSeen] = useState(search.answered);
  if (seen !== search.answered) {
    setSeen(search.answered);
    setSelected(firstOf(search.results) ?? selected);
  }

  function onKey(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const callable = callables.get(selected);
    if (callable) choose.call(callable);
  }

  const Icon = search.pending ? LoaderCircle : Search;
  return (
    <Command
      label={t("title")}
      shouldFilter={false}
      vimBindings={false}
      loop
      value={selected}
      onValueChange={setSelected}
      onKeyDown={onKey}
      className="flex max-h-[80vh] flex-col"
    >
      <div className="flex items-center gap-3 border-b border-line pr-12 pl-4">
        <Icon
          aria-hidden
          className={`size-4 shrink-0 text-ink-soft ${search.pending ? "animate-spin" : ""}`}
        />
        <Command.Input
          value={q}
          onValueChange={setQ}
          onFocus={(event) => event.currentTarget.select()}
          maxLength={200}
          aria-label={t("label")}
          placeholder={t("placeholder")}
          className="h-13 w-full bg-transparent text-lg text-ink outline-none placeholder:text-ink-soft/80"
        />
      </div>
      <Command.List label={t("results")} className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-2">
        {q.trim() === "" && <RecentGroup userId={userId} choose={choose} />}
        {search.results && <ResultGroups results={search.results} q={q} choose={choose} />}
        <LocalGroups q={q} screens={screens} choose={choose} />
      </Command.List>
      <PaletteNotice q={q} search={search} />
      <PaletteFooter canCall={callables.has(selected)} />
    </Command>
  );
}

function useChoose(
  userId: string,
  onClose: () => void,
  call: (callable: Callable) => void,
): Choose {
  const router = useRouter();
  return {
    open(href, kept) {
      if (kept) remember(userId, { href, ...kept });
      onClose();
      router.push(href);
    },
    run(action) {
      onClose();
      action();
    },
    call(callable) {
      onClose();
      call(callable);
    },
  };
}

function firstOf(results: SearchResults | null): string | undefined {
  const [contact] = results?.contacts ?? [];
  const [company] = results?.companies ?? [];
  const [call] = results?.calls ?? [];
  if (contact) return `contact:${contact.id}`;
  if (company) return `company:${company.id}`;
  return call && `call:${call.id}`;
}

/** What Ctrl-Enter calls, by the item's value. */
function callablesOf(results: SearchResults | null): ReadonlyMap<string, Callable> {
  const contacts = (results?.contacts ?? []).flatMap(({ id, number }) =>
    number ? [[`contact:${id}`, { number, contactId: id }] as const] : [],
  );
  const calls = (results?.calls ?? []).map(
    ({ id, number, contact }) => [`call:${id}`, { number, contactId: contact?.id }] as const,
  );
  return new Map<string, Callable>([...contacts, ...calls]);
}
