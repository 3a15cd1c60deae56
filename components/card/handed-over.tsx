"use client";

import { PhoneForwarded } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "#components/live/live-provider";
import type { CallView } from "#lib/calls/call-view";
import type { ClientContext } from "#lib/card/client-context";
import { useExtensionName } from "../calls/extension-name";
import { handedOverBy } from "../live/cards";

/** Of a call that a colleague has handed over: whose it was, and what they have noted down. */
export function HandedOver({ call, context }: { call: CallView; context: ClientContext | null }) {
  const t = useTranslations("card");
  const nameOf = useExtensionName();
  const { userId } = useMe();
  const from = handedOverBy(call, userId);
  if (!from) return null;
  const notes = context?.passedOn.filter(({ text }) => text.trim() !== "") ?? [];
  return (
    <div className="rounded-md bg-ringing-soft px-3 py-2">
      <p className="flex items-center gap-1.5 text-sm font-medium">
        <PhoneForwarded aria-hidden className="size-3.5 shrink-0" />
        {t("handedOverBy", { who: nameOf(from) })}
      </p>
      {notes.map((note) => (
        <p
          key={note.userId}
          title={note.text}
          className="line-clamp-5 wrap-anywhere whitespace-pre-wrap"
        >
          {note.text}
        </p>
      ))}
    </div>
  );
}
