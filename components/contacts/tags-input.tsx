"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { SuggestInput } from "#components/ui/suggest-input";

interface TagsInputProps {
  initial: readonly string[];
  /** Names of the tags there are, offered while one types. */
  known: readonly string[];
}

/** Tags as words one can take off, and a box for the next; in its form under `tags`, the typed one too. */
export function TagsInput({ initial, known }: TagsInputProps) {
  const t = useTranslations("contacts.fields.tags");
  const id = useId();
  const [tags, setTags] = useState<readonly string[]>(initial);
  const offered = known.filter((name) => !tags.includes(name));
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("legend")}
      </label>
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex items-center gap-1 rounded bg-accent-soft py-0.5 pr-0.5 pl-2 text-sm text-accent"
            >
              <input type="hidden" name="tags" value={tag} />
              {tag}
              <button
                type="button"
                aria-label={t("remove", { tag })}
                onClick={() => setTags(tags.filter((one) => one !== tag))}
                className="rounded p-1 hover:bg-hover"
              >
                <X aria-hidden className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <SuggestInput
        id={id}
        name="tags"
        maxLength={40}
        placeholder={t("placeholder")}
        suggest={(text) => offering(offered, text)}
        onChoose={(tag) => setTags(tags.includes(tag) ? tags : [...tags, tag])}
      />
    </div>
  );
}

const mostOffered = 8;

/** Those in which the text occurs, whatever its case. */
export function offering(known: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  return known.filter((one) => one.toLowerCase().includes(wanted)).slice(0, mostOffered);
}
