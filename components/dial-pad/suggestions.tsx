import { useTranslations } from "next-intl";
import type { DialSuggestion } from "#lib/dial/suggest-contacts";
import { formatPhoneNumber } from "#lib/phone-number";

/** Whose number it may become. */
export function Suggestions(props: {
  contacts: DialSuggestion[];
  onChoose(contact: DialSuggestion): void;
}) {
  const t = useTranslations("dial");
  const { contacts, onChoose } = props;
  if (contacts.length === 0) return null;
  return (
    <ul
      aria-label={t("suggestions")}
      className="divide-y divide-line rounded-lg border border-line"
    >
      {contacts.map((contact) => (
        <li key={`${contact.contactId} ${contact.number.raw}`}>
          <button
            type="button"
            onClick={() => onChoose(contact)}
            className="flex w-full items-baseline justify-between gap-3 px-3 py-1.5 text-left hover:bg-hover"
          >
            <span className="min-w-0 truncate">
              {contact.name}
              {contact.company && <span className="text-ink-soft"> · {contact.company}</span>}
            </span>
            <span className="figures shrink-0 text-sm text-ink-soft">
              {formatPhoneNumber(contact.number)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
