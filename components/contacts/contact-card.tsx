"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { updateContactAction } from "#lib/contacts/actions";
import type { ContactView } from "#lib/contacts/queries";
import { ContactDetails } from "./contact-details";
import { ContactForm } from "./contact-form";
import { formValuesOf } from "./form-values";

interface ContactCardProps {
  contact: ContactView;
  people: { id: string; name: string }[];
}

/** What is known of a contact, and the form to change it, in the same place. */
export function ContactCard({ contact, people }: ContactCardProps) {
  const t = useTranslations("contacts");
  const router = useRouter();
  const [editing, setEditing] = useState<ContactView | null>(null);

  function close() {
    setEditing(null);
    router.refresh();
  }

  if (!editing) {
    return (
      <Card
        title={t("details")}
        actions={
          <Button size="sm" onClick={() => setEditing(contact)}>
            <Pencil aria-hidden className="size-3.5" />
            {t("edit")}
          </Button>
        }
      >
        <ContactDetails contact={contact} />
      </Card>
    );
  }
  return (
    <Card title={t("details")}>
      <div className="p-4">
        <ContactForm
          initial={formValuesOf(editing)}
          people={people}
          submitLabel={t("save")}
          // The contact as it was when the form opened: a page refreshed meanwhile must not hide a conflict.
          save={(values) =>
            updateContactAction({ ...values, id: editing.id, seenAt: editing.updatedAt })
          }
          onSaved={() => {
            toast.success(t("saved"));
            close();
          }}
          onCancel={() => setEditing(null)}
          conflict={
            <>
              <p>{t("conflict.text")}</p>
              <Button size="sm" className="mt-2" onClick={close}>
                {t("conflict.action")}
              </Button>
            </>
          }
        />
      </div>
    </Card>
  );
}
