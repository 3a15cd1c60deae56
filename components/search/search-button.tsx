"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Kbd } from "#components/ui/page";
import { SearchPalette } from "./search-palette";
import type { Searchable } from "./searchable-screens";

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
