"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent as PressedKey,
} from "react";
import { Dialog } from "#components/ui/dialog";
import { Kbd } from "#components/ui/page";
import { SearchField, useFieldProps } from "./search-field";
import type { Searchable } from "./searchable-screens";
import { keyOf, type WantedEnter } from "./wanted-enter";

const loadPalette = () => import("./search-palette").then((module) => module.SearchPalette);
const SearchPalette = dynamic(loadPalette, { loading: FieldAhead });

/** What is typed while the palette is still on its way. */
const Typing = createContext<{
  q: string;
  onType: (text: string) => void;
  onKeyDown?: (event: PressedKey) => void;
}>({ q: "", onType: () => undefined });

function FieldAhead() {
  const { q, onType, onKeyDown } = useContext(Typing);
  const field = useFieldProps(false);
  return (
    <SearchField pending>
      <input
        value={q}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
        {...field}
      />
    </SearchField>
  );
}

/** Opens the palette, as Ctrl-K does anywhere, and "/" where no list has a search of its own. */
export function SearchButton({ screens }: { screens: Searchable }) {
  const t = useTranslations("search");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  // What was typed stays when it closes.
  const [q, setQ] = useState("");
  const [typedAhead, setTypedAhead] = useState(false);
  const wantedRef: WantedEnter = useRef(null);

  function change(isOpen: boolean) {
    setOpen(isOpen);
    setTypedAhead(false);
    wantedRef.current = null;
  }
  function typeAhead(text: string) {
    setQ(text);
    setTypedAhead(true);
    wantedRef.current = null;
  }
  function enterAhead(event: PressedKey) {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) wantedRef.current = keyOf(event);
  }

  useEffect(() => {
    function openByKey(event: KeyboardEvent) {
      if (event.key === "Control" || event.key === "Meta") void loadPalette();
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
        onPointerEnter={() => void loadPalette()}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="flex min-w-0 items-center gap-2 rounded-md border border-line-strong max-wide:flex-1 bg-surface px-2 py-1.5 text-left text-ink-soft hover:border-ink-soft hover:text-ink"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 truncate">{t("open")}</span>
        <span aria-hidden className="hidden wide:inline">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <Dialog
        open={open}
        onOpenChange={change}
        look="palette"
        title={t("title")}
        closeLabel={common("close")}
      >
        <Typing value={{ q, onType: typeAhead, onKeyDown: enterAhead }}>
          <SearchPalette
            q={q}
            setQ={setQ}
            isTyping={typedAhead}
            wantedRef={wantedRef}
            screens={screens}
            onClose={() => change(false)}
          />
        </Typing>
      </Dialog>
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
