/** Between a contact as it is shown and what its forms hold. */
import {
  contactFields,
  emptyFields,
  fieldsWithFirst,
  pick,
  plainFields,
  type ContactChanges,
  type ContactField,
  type ContactFields,
  type FieldKind,
  type FieldOf,
  type FieldValues,
} from "#lib/contacts/fields";
import type { ContactView } from "#lib/contacts/contact-views";
import { readDate } from "./date-input";
import { readRows } from "./labelled-rows";

/** Fields that are typed or chosen; a flag is a switch. */
export type EditableField = Exclude<ContactField, FieldOf<"flag">>;

/** In this order, then as the table has them. */
export function editableFields(...first: EditableField[]): EditableField[] {
  return fieldsWithFirst(...first).filter(
    (field): field is EditableField => contactFields[field].kind !== "flag",
  );
}

/** What a contact holds, as its forms begin with it. */
export function fieldsOfView(contact: ContactView): ContactFields {
  return {
    ...pick(contact, plainFields),
    company: contact.company,
    numbers: contact.numbers.map(({ raw, label }) => ({ raw, label })),
    emails: contact.emails,
    ownerId: contact.owner?.id ?? null,
    tags: contact.tags.map((tag) => tag.name),
  };
}

/** Shows a contact as it will be once what somebody typed is saved. */
export function withFields(
  contact: ContactView,
  changes: ContactChanges,
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
    ...emptyFields(),
    name: known.name,
    company: known.company || null,
    ownerId,
    numbers: [{ raw: known.phone, label: null }],
  };
}

const text = (form: FormData, name: string) => String(form.get(name) ?? "");
const word = (label: string) => label || null;

const readers: {
  [K in Exclude<FieldKind, "flag">]: (form: FormData, name: string) => FieldValues[K];
} = {
  name: text,
  text,
  longText: text,
  company: text,
  date: readDate,
  person: (form, name) => text(form, name) || null,
  numbers: (form, name) =>
    readRows(form, name).map(({ value, label }) => ({ raw: value, label: word(label) })),
  emails: (form, name) =>
    readRows(form, name).map(({ value, label }) => ({ address: value, label: word(label) })),
  tags: (form, name) =>
    form
      .getAll(name)
      .map((tag) => String(tag).trim())
      .filter(Boolean),
};

/** What a form that holds the inputs of these fields says of them. */
export function readFields<F extends EditableField>(
  form: FormData,
  fields: readonly F[],
): Pick<ContactFields, F> {
  const values = fields.map((field) => [field, readers[contactFields[field].kind](form, field)]);
  return Object.fromEntries(values) as Pick<ContactFields, F>;
}
