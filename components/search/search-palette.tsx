"use client";

import { Search, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState, type KeyboardEvent as PressedKey } from "react";
import { Command } from "cmdk";
import { Kbd } from "#components/ui/page";
import { useMe } from "#components/live/live-provider";
import { Dialog } from "#components/ui/dialog";
import type { SearchResults } from "#lib/search/view";
import type { Searchable } from "./searchable-screens";
import { LocalGroups, RecentGroup } from "./local-groups";
import { PaletteFooter, PaletteNotice } from "./palette-notice";
import { ResultGroups } from "./result-groups";
import { callablesOf, useChoose } from "./use-choose";
import { useSearch } from "./use-search";

/** Opens the palette, as Ctrl-K does anywhere, and "/" where no list has a search of its own. */
export function SearchButton({ screens }: { screens: Searchable }) {
  const t = useTranslations("search");
  const [open, setOpen] = useState(false);

  useEffect(() => {
    function openByKey(event: KeyboardEvent) {
      if (!isOpening(event)) return;
      event.preventDefault();
      setOpen(true);
    }
    // After the page's own listeners: what they have taken is not ours.
    window.addEventListener("keydown", openByKey);
    return () => window.removeEventListener("keydown", openByKey);
  }, []);

  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="flex items-center gap-2 rounded-md border border-line-strong bg-surface px-2 py-1.5 text-left text-ink-soft hover:border-ink-soft hover:text-ink"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="sr-only sm:not-sr-only sm:flex-1">{t("open")}</span>
        <span aria-hidden className="hidden sm:inline">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <SearchPalette open={open} onOpenChange={setOpen} screens={screens} />
    </>
  );
}

function isOpening(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.shiftKey) return false;
  // By its place on the keyboard: with a Russian layout the same key is л.
  if (event.ctrlKey || event.metaKey) return event.code === "KeyK";
  const target = event.target as HTMLElement;
  const isTyping = target.closest("input, textarea, select, [contenteditable], [role=dialog]");
  return event.key === "/" && !isTyping;
}

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  screens: Searchable;
}

/** Everything by keyboard: contacts, companies, calls, screens, actions. What was typed stays when it closes. */
function SearchPalette({ open, onOpenChange, screens }: PaletteProps) {
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
  const choose = useChoose(userId, onClose);
  const callables = callablesOf(search.results);
  // An answer comes to stand above what was there: Enter is for the best of it.
  const [seen, setSeen] = useState(search.answered);
  if (seen !== search.answered) {
    setSeen(search.answered);
    setSelected(firstOf(search.results) ?? selected);
  }

  function onKey(event: PressedKey) {
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

function firstOf(results: SearchResults | null): string | undefined {
  const [contact] = results?.contacts ?? [];
  const [company] = results?.companies ?? [];
  const [call] = results?.calls ?? [];
  if (contact) return `contact:${contact.id}`;
  if (company) return `company:${company.id}`;
  return call && `call:${call.id}`;
}
