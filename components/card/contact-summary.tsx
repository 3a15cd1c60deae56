"use client";

import { CalendarPlus, StickyNote, UserRoundCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AddNoteDialog } from "#components/timeline/notes/add-note-dialog";
import { Button } from "#components/ui/button";
import type { ClientFacts } from "#lib/card/client-context";
import { CallbackDialog } from "./callback-dialog";
import { LastTalk, OpenCallback } from "./client-facts";
import { HandOverDialog } from "./hand-over-dialog";

interface ContactSummaryProps {
  contact: { id: string; name: string };
  facts: ClientFacts;
}

type Asked = "callback" | "hand-over" | "note";

/** On top of a contact's page, what the card of a call says too: the last talk, and what is open. */
export function ContactSummary({ contact, facts }: ContactSummaryProps) {
  const t = useTranslations("card");
  const notes = useTranslations("notes");
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <section
      aria-label={t("summary")}
      className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-xl border border-line bg-surface px-4 py-3 shadow-card"
    >
      <div className="flex min-w-0 flex-col gap-1 text-sm">
        <LastTalk facts={facts} />
        <OpenCallback facts={facts} />
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={() => setAsked("note")}>
          <StickyNote aria-hidden className="size-3.5" />
          {notes("add")}
        </Button>
        <Button size="sm" onClick={() => setAsked("callback")}>
          <CalendarPlus aria-hidden className="size-3.5" />
          {t("callback.action")}
        </Button>
        <Button size="sm" onClick={() => setAsked("hand-over")}>
          <UserRoundCog aria-hidden className="size-3.5" />
          {t("handOver.action")}
        </Button>
      </div>
      {asked === "note" && <AddNoteDialog contact={contact} onClose={close} />}
      {asked === "callback" && (
        <CallbackDialog client={{ contactId: contact.id }} name={contact.name} onClose={close} />
      )}
      {asked === "hand-over" && <HandOverDialog contact={contact} onClose={close} />}
    </section>
  );
}
