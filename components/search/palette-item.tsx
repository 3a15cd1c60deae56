import { Command } from "cmdk";
import type { ReactNode } from "react";
import { foldForSearch } from "#lib/search/search-text";

export const groupLooks =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-soft";

/** One line: a name, and at its end what else sets it apart from the next. */
export function PaletteItem(props: {
  value: string;
  icon: ReactNode;
  onSelect: () => void;
  children: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <Command.Item
      value={props.value}
      onSelect={props.onSelect}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2 py-1.5 select-none data-[selected=true]:bg-hover"
    >
      <span className="flex size-8 shrink-0 items-center justify-center text-ink-soft">
        {props.icon}
      </span>
      <span className="min-w-0 flex-1">{props.children}</span>
      {props.aside && (
        <span className="figures max-w-[45%] shrink-0 truncate text-right text-sm text-ink-soft">
          {props.aside}
        </span>
      )}
    </Command.Item>
  );
}

/** A text with what was typed marked in it: by weight and line, not by colour alone. */
export function Marked({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, found }, index) =>
    found ? (
      <mark
        key={index}
        className="bg-transparent font-semibold text-accent underline decoration-accent/40 underline-offset-2"
      >
        {text}
      </mark>
    ) : (
      text
    ),
  );
}

export interface Part {
  text: string;
  found: boolean;
}

/** The parts of `text`, and which of them are what was typed: `words` folded, in any case, ё as е. */
export function highlight(text: string, words: readonly string[]): Part[] {
  const letters = [...text];
  // Letter by letter: what folds to several or none would shift the places.
  const folded = letters.map((letter) => foldForSearch(letter) || " ");
  const found = letters.map(() => false);
  for (const word of words.map((word) => [...word])) {
    for (let at = 0; at + word.length <= folded.length; at++) {
      if (word.length > 0 && word.every((letter, index) => folded[at + index] === letter)) {
        found.fill(true, at, at + word.length);
      }
    }
  }
  return partsOf(letters, found);
}

/** The same for a number as it is written, with separators between its digits. */
export function highlightDigits(text: string, digits: string): Part[] {
  const letters = [...text];
  const places = letters.flatMap((letter, at) => (/\d/.test(letter) ? [at] : []));
  const begin =
    digits === ""
      ? -1
      : places
          .map((at) => letters[at])
          .join("")
          .indexOf(digits);
  const found = letters.map(
    (_, at) => begin >= 0 && at >= places[begin]! && at <= places[begin + digits.length - 1]!,
  );
  return partsOf(letters, found);
}

function partsOf(letters: readonly string[], found: readonly boolean[]): Part[] {
  const parts: Part[] = [];
  for (const [at, letter] of letters.entries()) {
    const last = parts.at(-1);
    if (last && last.found === found[at]) last.text += letter;
    else parts.push({ text: letter, found: found[at]! });
  }
  return parts;
}
