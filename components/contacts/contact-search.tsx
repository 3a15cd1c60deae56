"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useTransition } from "react";
import { Kbd } from "#components/ui/page";
import type { ListOptions } from "#lib/contacts/list-options";
import { changedHref } from "./list-href";

/** Long enough to let a word be typed, short enough to feel immediate, in ms. */
const pause = 180;

/** Searches while one types; the address is the truth, so a found list can be bookmarked. */
export function ContactSearch({ options }: { options: ListOptions }) {
  const t = useTranslations("contacts.search");
  const router = useRouter();
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);

  // Typing is never disturbed; anything else that changes the address shows in the box.
  useEffect(() => {
    const box = input.current;
    if (box && document.activeElement !== box) box.value = options.q;
  }, [options.q]);

  useEffect(() => {
    function focusOnSlash(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (target.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
      event.preventDefault();
      input.current?.select();
    }
    document.addEventListener("keydown", focusOnSlash);
    return () => {
      document.removeEventListener("keydown", focusOnSlash);
      window.clearTimeout(timer.current);
    };
  }, []);

  function search(delay: number) {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const q = input.current?.value.trim() ?? "";
      start(() => router.replace(changedHref(options, { q }), { scroll: false }));
    }, delay);
  }

  function clear() {
    if (!input.current) return;
    input.current.value = "";
    input.current.focus();
    search(0);
  }

  const Icon = pending ? LoaderCircle : Search;
  return (
    <form
      role="search"
      action="/contacts"
      onSubmit={(event) => {
        event.preventDefault();
        search(0);
      }}
      className="relative grow basis-56 sm:w-80 sm:grow-0 sm:basis-auto"
    >
      <Icon
        aria-hidden
        className={`pointer-events-none absolute top-2.5 left-3 size-4 text-ink-soft ${pending ? "animate-spin" : ""}`}
      />
      <input
        ref={input}
        type="search"
        name="q"
        defaultValue={options.q}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        aria-label={t("label")}
        aria-keyshortcuts="/"
        title={t("hint")}
        placeholder={t("placeholder")}
        onChange={() => search(pause)}
        onKeyDown={(event) => {
          if (event.key === "Escape") clear();
        }}
        className="peer h-9 w-full rounded-md border border-line-strong bg-surface pr-9 pl-9 text-ink placeholder:text-ink-soft/80 hover:border-ink-soft focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent [&::-webkit-search-cancel-button]:hidden"
      />
      <button
        type="button"
        onClick={clear}
        aria-label={t("clear")}
        className="absolute top-1.5 right-1.5 rounded p-1 text-ink-soft peer-placeholder-shown:hidden hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
      <span
        aria-hidden
        className="pointer-events-none absolute top-2 right-2.5 hidden peer-focus:hidden sm:peer-placeholder-shown:inline sm:peer-focus:peer-placeholder-shown:hidden"
      >
        <Kbd>/</Kbd>
      </span>
    </form>
  );
}
