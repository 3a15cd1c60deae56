"use client";

import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { loudNumber, PhoneLink } from "#components/numbers/phone-link";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { Switch } from "#components/ui/switch";
import { fieldsOfKind, kindOf, type FieldOf } from "#lib/contacts/fields";
import type { ContactView } from "#lib/contacts/contact-views";
import { DateInWords } from "./date-input";
import { EditableField } from "./editable-field";
import { useErrorWords, type Choices } from "./field-editor";
import { editableFields, type EditableField as EditableFieldName } from "./form-values";
import { Tags } from "./tags";
import type { ContactEdits } from "./use-contact-edits";
import { toast } from "../ui/toast";

const order = editableFields("name", "numbers", "emails");
const flags = fieldsOfKind("flag");

/** All that is known of a contact, each field edited where it stands. */
export function ContactDetails({ edits, choices }: { edits: ContactEdits; choices: Choices }) {
  const t = useTranslations("contacts");
  const { contact } = edits;
  return (
    <div className="flex flex-col gap-0.5 px-4 py-3">
      {order.map((field) => (
        <EditableField key={field} field={field} edits={edits} choices={choices}>
          <FieldValue field={field} contact={contact} />
        </EditableField>
      ))}
      <div className="border-t border-line pt-3 mt-2">
        {flags.map((flag) => (
          <Flag key={flag} flag={flag} edits={edits} />
        ))}
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

/** A field as it is read; where there is nothing, words for that. */
function FieldValue({ field, contact }: { field: EditableFieldName; contact: ContactView }) {
  const t = useTranslations("contacts.none");
  const none = t.has(field as "name") ? (field as "name") : "other";
  return shownAs(field, contact) || <p className="text-ink-soft">{t(none)}</p>;
}

function shownAs(field: EditableFieldName, contact: ContactView): ReactNode {
  switch (kindOf(field)) {
    case "name":
      return <p className="font-medium break-words">{contact.name}</p>;
    case "numbers":
      return contact.numbers.length > 0 && <Numbers contact={contact} />;
    case "emails":
      return contact.emails.length > 0 && <Emails emails={contact.emails} />;
    case "company":
      return contact.company && <CompanyName name={contact.company} id={contact.companyId} />;
    case "person":
      return contact.owner?.name;
    case "tags":
      return contact.tags.length > 0 && <Tags tags={contact.tags} />;
    case "text": {
      const text = contact[field as FieldOf<"text">];
      return text && <p className="break-words">{text}</p>;
    }
    case "date": {
      const date: string | null = contact[field as FieldOf<"date">];
      return date && <DateInWords date={date} />;
    }
    case "longText": {
      const text = contact[field as FieldOf<"longText">];
      return text && <p className="max-w-prose break-words whitespace-pre-wrap">{text}</p>;
    }
  }
}

function Numbers({ contact }: Pick<ContactEdits, "contact">) {
  const t = useTranslations("contacts");
  return (
    <ul className="flex flex-col gap-1">
      {contact.numbers.map((number, position) => (
        <li key={position} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PhoneLink number={number} contactId={contact.id} className={loudNumber} />
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

function Flag({ flag, edits: { contact, save } }: { flag: FieldOf<"flag">; edits: ContactEdits }) {
  const t = useTranslations("contacts");
  const words = useErrorWords();
  async function change(checked: boolean) {
    const saved = await save({ [flag]: checked }, contact.updatedAt);
    if (saved.how === "saved") return;
    const description = words(saved.how === "conflict" ? "conflict" : saved.code);
    toast.error(t("notSaved", { field: t(`fields.${flag}`) }), { description });
  }
  return (
    <Switch
      label={t(`fields.${flag}`)}
      help={t(`help.${flag}`)}
      checked={contact[flag]}
      onChange={(checked) => void change(checked)}
    />
  );
}
