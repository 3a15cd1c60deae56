import type { ContactField, ContactFields } from "#lib/contacts/contact-fields";
import type { ContactView } from "#lib/contacts/queries";
import { readRows } from "./labelled-rows";

/** What a contact holds, as its forms begin with it. */
export function fieldsOfView(contact: ContactView): ContactFields {
  const { name, company, note, source, doNotCall } = contact;
  return {
    ...{ name, company, note, source, doNotCall },
    numbers: contact.numbers.map(({ raw, label }) => ({ raw, label })),
    emails: contact.emails,
    ownerId: contact.owner?.id ?? null,
    tags: contact.tags.map((tag) => tag.name),
  };
}

/** Shows a contact as it will be once what somebody typed is saved. */
export function withFields(
  contact: ContactView,
  changes: Partial<ContactFields>,
  people: readonly { id: string; name: string }[],
): ContactView {
  const { numbers, ownerId, tags, ...same } = changes;
  return {
    ...contact,
    ...same,
    ...(numbers && { numbers: numbers.map((number) => ({ ...number, e164: null })) }),
    ...(ownerId !== undefined && { owner: people.find(({ id }) => id === ownerId) ?? null }),
    ...(tags && { tags: tags.map((name) => ({ id: name, name })) }),
  };
}

export function newContactFields(
  known: { name: string; company: string; phone: string },
  ownerId: string,
): ContactFields {
  return {
    ...{ name: known.name, company: known.company || null, ownerId },
    ...{ emails: [], tags: [], source: null, note: null, doNotCall: false },
    numbers: [{ raw: known.phone, label: null }],
  };
}

const text = (form: FormData, name: string) => String(form.get(name) ?? "");
const word = (label: string) => label || null;

/** How each field is read from a form that holds its inputs. */
export const readField: {
  [F in Exclude<ContactField, "doNotCall">]: (form: FormData) => ContactFields[F];
} = {
  name: (form) => text(form, "name"),
  company: (form) => text(form, "company"),
  numbers: (form) =>
    readRows(form, "numbers").map(({ value, label }) => ({ raw: value, label: word(label) })),
  emails: (form) =>
    readRows(form, "emails").map(({ value, label }) => ({ address: value, label: word(label) })),
  ownerId: (form) => text(form, "ownerId") || null,
  tags: (form) =>
    form
      .getAll("tags")
      .map((tag) => String(tag).trim())
      .filter(Boolean),
  source: (form) => text(form, "source"),
  note: (form) => text(form, "note"),
};

export type EditableField = keyof typeof readField;
