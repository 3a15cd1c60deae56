import { useTranslations } from "next-intl";
import { suggestContactsAction } from "#lib/numbers/actions";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import type { DialSuggestion } from "#lib/numbers/suggest-contacts";
import { useAnswer } from "../../ui/use-action";

/** Whose number it may become. */
export function Suggestions(props: {
  contacts: DialSuggestion[];
  onChoose(contact: DialSuggestion): void;
}) {
  const t = useTranslations("dialPad");
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

/** Nobody is asked for between two keys, in ms. */
const pause = 150;

/** Contacts whose number begins as typed, a moment later. */
export function useSuggestions(typed: string): DialSuggestion[] {
  const question = typed.replace(/\D/g, "").length < 3 ? null : typed;
  const { answer } = useAnswer(question, () => suggestContactsAction({ typed }), pause);
  // Those of a beginning still fit while the next key's are on their way; others do not.
  return answer && typed !== "" && typed.startsWith(answer.question) ? answer.data : [];
}

const key = "tinycrm.dial.last";

/** The number dialled last in this browser, as telephones know it; null when none was. */
export function lastDialled(): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing.
    return null;
  }
}

export function rememberDialled(number: string): void {
  try {
    window.localStorage.setItem(key, number);
  } catch {
    // The call has been placed all the same.
  }
}
