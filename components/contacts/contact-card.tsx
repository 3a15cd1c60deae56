"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition, type ReactNode } from "react";
import { SmsButton } from "#components/sms/sms-button";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import type { ContactView } from "#lib/contacts/contact-views";
import { ContactDetails } from "./contact-details";
import type { Choices } from "./field-editor";
import { useBin } from "./use-bin";
import { useContactEdits } from "./use-contact-edits";

interface ContactCardProps {
  contact: ContactView;
  choices: Choices;
  /** For who may export and erase what is held about somebody (./personal-data). */
  privacy: ReactNode;
}

/** What is known of a contact, to read and to edit. */
export function ContactCard({ contact, choices, privacy }: ContactCardProps) {
  const t = useTranslations("contacts");
  const router = useRouter();
  const edits = useContactEdits(contact);
  const { putAway } = useBin();
  const [deleting, start] = useTransition();

  function remove() {
    start(async () => {
      const onUndo = () => router.push(`/contacts/${contact.id}`);
      if (await putAway([contact.id], { onUndo })) router.push("/contacts");
    });
  }

  return (
    <Card
      title={t("details")}
      actions={
        <span className="flex gap-2">
          <SmsButton contact={edits.contact} />
          {privacy}
          <Button
            size="sm"
            variant="ghost"
            disabled={deleting}
            onClick={remove}
            aria-label={t("bin.delete")}
          >
            <Trash2 aria-hidden className="size-3.5" />
          </Button>
        </span>
      }
    >
      <ContactDetails edits={edits} choices={choices} />
    </Card>
  );
}
