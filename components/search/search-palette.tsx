"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, type KeyboardEvent as PressedKey } from "react";
import { Command } from "cmdk";
import { useMe } from "#components/live/live-provider";
import { keyOf, type WantedEnter } from "./wanted-enter";
import { useFirstSelected } from "../ui/use-first-selected";
import { type KnownContact, rememberContacts } from "../contacts/known-contacts";
import { shownNumber } from "#lib/numbers/shown-number";
import type { ContactHit, SearchResults } from "#lib/search/view";
import type { Searchable } from "./searchable-screens";
import { LocalGroups, RecentGroup, useLocalMatches } from "./local-groups";
import { PaletteFooter, PaletteNotice } from "./palette-notice";
import { ResultGroups } from "./result-groups";
import { callablesOf, useChoose } from "./use-choose";
import { SearchField, useFieldProps } from "./search-field";
import { useSearch } from "./use-search";

interface PaletteProps {
  q: string;
  setQ: (q: string) => void;
  /** Somebody types already: their text is gone on with, not written over. */
  isTyping: boolean;
  /** Enter that was pressed before there was anything to take; who types on means something else. */
  wantedRef: WantedEnter;
  screens: Searchable;
  onClose: () => void;
}

/** Everything by keyboard: contacts, companies, calls, screens, actions. */
export function SearchPalette({ q, setQ, isTyping, wantedRef, screens, onClose }: PaletteProps) {
  const t = useTranslations("search");
  const field = useFieldProps(isTyping);
  const search = useSearch(q);
  const local = useLocalMatches(q, screens);
  const { userId } = useMe();
  // An answer comes to stand above what was there: Enter is for the best of it.
  const { selected, select } = useFirstSelected(search.answered, firstOf(search.results));
  const choose = useChoose(userId, onClose);
  const callables = callablesOf(search.results);

  // The page of the chosen one begins to come before Enter is pressed.
  const router = useRouter();
  useEffect(() => {
    rememberContacts((search.results?.contacts ?? []).map(asKnown));
  }, [search.results]);
  useEffect(() => {
    const [kind, id] = selected.split(":");
    if (kind === "contact") router.prefetch(`/contacts/${id}`);
  }, [selected, router]);

  // What is listed is the answer to other words until the answer to these is there.
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const key = wantedRef.current;
    if (search.pending || !key) return;
    wantedRef.current = null;
    if (search.problem) return;
    // Behind the rendering in which the first line becomes the selected one.
    setTimeout(() => root.current?.dispatchEvent(new KeyboardEvent("keydown", key)));
  }, [search.pending, search.problem, wantedRef]);

  function onKey(event: PressedKey) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    if (search.pending) {
      event.preventDefault();
      wantedRef.current = keyOf(event);
      return;
    }
    if (!(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const callable = callables.get(selected);
    if (callable) choose.call(callable);
  }

  return (
    <Command
      ref={root}
      label={t("title")}
      shouldFilter={false}
      vimBindings={false}
      loop
      value={selected}
      onValueChange={select}
      onKeyDown={onKey}
      className="flex max-h-[80vh] flex-col"
    >
      <SearchField pending={search.pending}>
        <Command.Input
          value={q}
          onValueChange={(text) => {
            wantedRef.current = null;
            setQ(text);
          }}
          {...field}
        />
      </SearchField>
      <Command.List label={t("results")} className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-2">
        {q.trim() === "" && <RecentGroup userId={userId} choose={choose} />}
        {search.results && <ResultGroups results={search.results} q={q} choose={choose} />}
        <LocalGroups q={q} matches={local} choose={choose} />
      </Command.List>
      <PaletteNotice q={q} search={search} local={local.found.length + local.offered.length} />
      <PaletteFooter canCall={callables.has(selected)} />
    </Command>
  );
}

const asKnown = ({ id, name, company, number }: ContactHit): KnownContact => ({
  id,
  name,
  company,
  numbers: number ? [shownNumber(number)] : [],
});

function firstOf(results: SearchResults | null): string | undefined {
  const [contact] = results?.contacts ?? [];
  const [company] = results?.companies ?? [];
  const [call] = results?.calls ?? [];
  const [note] = results?.notes ?? [];
  if (contact) return `contact:${contact.id}`;
  if (company) return `company:${company.id}`;
  if (call) return `call:${call.id}`;
  return note && `note:${note.id}`;
}
