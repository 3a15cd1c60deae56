"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { createContactAction } from "#lib/contacts/actions";
import { ContactForm } from "./contact-form";
import { newContactValues } from "./form-values";

interface NewContactProps {
  phone: string;
  /** The call during which the contact is written down. */
  callId?: string;
  ownerId: string;
  people: { id: string; name: string }[];
}

export function NewContact({ phone, callId, ownerId, people }: NewContactProps) {
  const t = useTranslations("contacts");
  const router = useRouter();
  return (
    <ContactForm
      initial={newContactValues(phone, ownerId)}
      people={people}
      submitLabel={t("create")}
      save={(values) => createContactAction({ ...values, callId })}
      onSaved={(id, { name }) => {
        toast.success(t("created", { name }));
        router.push(`/contacts/${id}`);
      }}
      onCancel={() => router.back()}
    />
  );
}
