"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { createContactAction } from "#lib/contacts/actions";
import { SimilarContacts } from "#components/duplicates/similar-contacts";
import { ContactForm } from "./contact-form";
import type { Choices } from "./field-editor";
import { newContactFields } from "./form-values";

interface NewContactProps {
  /** What the screen pop knew of the caller. */
  known: { name: string; company: string; phone: string };
  /** The call during which the contact is written down. */
  callId?: string;
  ownerId: string;
  choices: Choices;
}

export function NewContact({ known, callId, ownerId, choices }: NewContactProps) {
  const t = useTranslations("contacts");
  const router = useRouter();
  return (
    <SimilarContacts>
      <ContactForm
        initial={newContactFields(known, ownerId)}
        choices={choices}
        submitLabel={t("create")}
        save={(values) => createContactAction({ ...values, callId })}
        onSaved={(id, { name }) => {
          toast.success(t("created", { name }));
          router.push(`/contacts/${id}`);
        }}
        onCancel={() => router.back()}
      />
    </SimilarContacts>
  );
}
