"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { usePeople } from "#components/live/live-provider";
import { updateContactFieldsAction, type ConflictResult } from "#lib/contacts/actions";
import type { ContactChanges } from "#lib/contacts/fields";
import type { ContactView } from "#lib/contacts/contact-views";
import { answerOf } from "../ui/use-action";
import { withFields } from "./form-values";

/** How a save ended. */
export type Saved =
  | { how: "saved" }
  | { how: "conflict"; conflict: ConflictResult["conflict"] }
  | { how: "refused"; code: string; fields?: Record<string, string> };

export interface ContactEdits {
  /** The contact as it is, with what is being saved. */
  contact: ContactView;
  /** @param seenAt the contact's `updatedAt` when the person began to edit */
  save: (changes: ContactChanges, seenAt: string) => Promise<Saved>;
}

/** A contact that shows what was typed at once, and what it was again when that could not be saved. */
export function useContactEdits(fromPage: ContactView): ContactEdits {
  const people = usePeople();
  const router = useRouter();
  const [, start] = useTransition();
  const [known, setKnown] = useState(fromPage);
  // The page may have been read before or after the last save; the later one counts.
  if (fromPage.updatedAt > known.updatedAt) setKnown(fromPage);
  const [contact, show] = useOptimistic(known, (now, changes: ContactChanges) =>
    withFields(now, changes, people),
  );

  function save(changes: ContactChanges, seenAt: string): Promise<Saved> {
    return new Promise((settle) => {
      start(async () => {
        show(changes);
        const result = await answerOf(updateContactFieldsAction({ id: known.id, seenAt, changes }));
        start(() => {
          if (result.ok) setKnown(result.data.contact);
          if ("conflict" in result) setKnown(result.conflict.contact);
          // The title and the history beside it.
          router.refresh();
        });
        settle(outcome(result));
      });
    });
  }

  return { contact, save };
}

function outcome(result: Awaited<ReturnType<typeof updateContactFieldsAction>>): Saved {
  if (result.ok) return { how: "saved" };
  if ("conflict" in result) return { how: "conflict", conflict: result.conflict };
  return { how: "refused", code: result.code, fields: result.fields };
}
