"use client";

import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { PhoneLink } from "#components/phone-link";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { Switch } from "#components/ui/switch";
import { EditableField } from "./editable-field";
import { useErrorWords, type Choices } from "./field-editor";
import type { EditableField as Name } from "./form-values";
import { Tags } from "./tag-list";
import type { ContactEdits } from "./use-contact-edits";

/** All that is known of a contact, each field edited where it stands. */
export function ContactDetails({ edits, choices }: { edits: ContactEdits; choices: Choices }) {
  const t = useTranslations("contacts");
  const { contact } = edits;
  const field = (name: Name, value: ReactNode) => (
    <EditableField field={name} edits={edits} choices={choices}>
      {value || <p className="text-ink-soft">{t(`none.${name}`)}</p>}
    </EditableField>
  );
  return (
    <div className="flex flex-col gap-0.5 px-4 py-3">
      {field("name", <p className="font-medium break-words">{contact.name}</p>)}
      {field("numbers", contact.numbers.length > 0 && <Numbers {...{ contact }} />)}
      {field("emails", contact.emails.length > 0 && <Emails emails={contact.emails} />)}
      {field(
        "company",
        contact.company && <CompanyName name={contact.company} id={contact.companyId} />,
      )}
      {field("ownerId", contact.owner?.name)}
      {field("tags", contact.tags.length > 0 && <Tags tags={contact.tags} />)}
      {field("source", contact.source && <p className="break-words">{contact.source}</p>)}
      {field(
        "note",
        contact.note && (
          <p className="max-w-prose break-words whitespace-pre-wrap">{contact.note}</p>
        ),
      )}
      <div className="border-t border-line pt-3 mt-2">
        <DoNotCall edits={edits} />
      </div>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-3 text-sm">
        {(["created", "updated"] as const).map((name) => (
          <div key={name}>
            <dt className="text-xs text-ink-soft">{t(`columns.${name}`)}</dt>
            <dd>
              <RelativeTime iso={name === "created" ? contact.createdAt : contact.updatedAt} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Numbers({ contact }: Pick<ContactEdits, "contact">) {
  const t = useTranslations("contacts");
  return (
    <ul className="flex flex-col gap-0.5">
      {contact.numbers.map((number, position) => (
        <li key={position} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PhoneLink number={number} contactId={contact.id} className="font-medium" />
          {number.label && <span className="text-ink-soft">{number.label}</span>}
          {number.e164 === null && (
            <span title={t("unknownNumberHelp")}>
              <Badge>{t("unknownNumber")}</Badge>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Emails({ emails }: { emails: { address: string; label: string | null }[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {emails.map(({ address, label }, position) => (
        <li key={position} className="flex flex-wrap gap-x-3">
          <a href={`mailto:${address}`} className="break-all hover:text-accent hover:underline">
            {address}
          </a>
          {label && <span className="text-ink-soft">{label}</span>}
        </li>
      ))}
    </ul>
  );
}

function CompanyName({ name, id }: { name: string; id: string | null }) {
  if (!id) return name;
  return (
    <Link href={`/companies/${id}`} className="break-words hover:text-accent hover:underline">
      {name}
    </Link>
  );
}

function DoNotCall({ edits: { contact, save } }: { edits: ContactEdits }) {
  const t = useTranslations("contacts");
  const words = useErrorWords();
  async function change(doNotCall: boolean) {
    const saved = await save({ doNotCall }, contact.updatedAt);
    if (saved.how === "saved") return;
    const description = words(saved.how === "conflict" ? "conflict" : saved.code);
    toast.error(t("notSaved", { field: t("fields.doNotCall") }), { description });
  }
  return (
    <Switch
      label={t("fields.doNotCall")}
      help={t("fields.doNotCallHelp")}
      checked={contact.doNotCall}
      onChange={(checked) => void change(checked)}
    />
  );
}
