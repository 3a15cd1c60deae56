"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Badge } from "#components/ui/badge";
import { SuggestInput } from "#components/ui/suggest-input";
import { contactFields } from "#lib/contacts/fields";

interface TagsInputProps {
  initial: readonly string[];
  /** Names of the tags there are, offered while one types. */
  known: readonly string[];
}

/** Tags as words one can take off, and a box for the next; in its form under `tags`, the typed one too. */
export function TagsInput({ initial, known }: TagsInputProps) {
  const t = useTranslations("contacts");
  const id = useId();
  const [tags, setTags] = useState<readonly string[]>(initial);
  const offered = known.filter((name) => !tags.includes(name));
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("fields.tags")}
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
                aria-label={t("inputs.tags.remove", { tag })}
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
        maxLength={contactFields.tags.most}
        placeholder={t("inputs.tags.placeholder")}
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

/** A contact's tags, to read. */
export function Tags({ tags }: { tags: { id: string; name: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map(({ id, name }) => (
        <li key={id} className="max-w-full min-w-0">
          <Badge tone="accent">{name}</Badge>
        </li>
      ))}
    </ul>
  );
}
