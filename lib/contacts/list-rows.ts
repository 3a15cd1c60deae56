/** A page of contacts as its table shows it: of each no more than that, because it travels with every page. */
import type { OutcomeView } from "#lib/calls/call-view";
import { shownNumber, type ShownNumber } from "#lib/numbers/shown-number";
import type { ContactPage } from "./list-contacts";
import type { Column } from "./list-options";
import type { ContactView } from "./contact-views";

export interface ListRow {
  id: string;
  name: string;
  company: string | null;
  companyId: string | null;
  tags: { id: string; name: string }[];
  /** The first of them; the others are on the contact's own page. */
  numbers: ShownNumber[];
  otherNumbers: number;
  /** What its other columns hold. */
  cells: Partial<Record<Column, string | null>>;
}

export type ListPage = Omit<ContactPage, "contacts"> & { rows: ListRow[] };

const shownNumbers = 2;

/** @param outcomeWords what an outcome is called: the table itself would need all of its words for it */
export function toListPage(
  { contacts, ...page }: ContactPage,
  columns: readonly Column[],
  outcomeWords: OutcomeWords,
): ListPage {
  return { ...page, rows: contacts.map((contact) => toRow(contact, columns, outcomeWords)) };
}

type OutcomeWords = (outcome: OutcomeView) => string;

function toRow(
  contact: ContactView,
  columns: readonly Column[],
  outcomeWords: OutcomeWords,
): ListRow {
  const { id, name, company, companyId, tags, numbers } = contact;
  return {
    id,
    name,
    company,
    companyId,
    tags,
    numbers: numbers.slice(0, shownNumbers).map(shownNumber),
    otherNumbers: Math.max(0, numbers.length - shownNumbers),
    cells: Object.fromEntries(
      columns.map((column) => [column, cellOf(column, contact, outcomeWords)]),
    ),
  };
}

function cellOf(column: Column, contact: ContactView, outcomeWords: OutcomeWords): string | null {
  switch (column) {
    case "company":
    case "numbers":
    case "tags":
      return null;
    case "emails":
      return contact.emails.map(({ address }) => address).join(", ");
    case "owner":
      return contact.owner?.name ?? null;
    case "created":
      return contact.createdAt;
    case "updated":
      return contact.updatedAt;
    case "called":
      return contact.calls.calledAt;
    case "talked":
      return contact.calls.talkedAt;
    case "attempts":
      return contact.calls.attempts === 0 ? null : String(contact.calls.attempts);
    case "outcome":
      return contact.calls.outcome && outcomeWords(contact.calls.outcome);
    default:
      return contact[column];
  }
}
