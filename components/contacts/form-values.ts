import type { ContactView } from "#lib/contacts/queries";

/** A contact as its form holds it: text alone. */
export interface ContactFormValues {
  name: string;
  company: string;
  email: string;
  ownerId: string;
  note: string;
  numbers: { raw: string; label: string }[];
}

export function formValuesOf(contact: ContactView): ContactFormValues {
  return {
    name: contact.name,
    company: contact.company ?? "",
    email: contact.email ?? "",
    ownerId: contact.owner?.id ?? "",
    note: contact.note ?? "",
    numbers: contact.numbers.map(({ raw, label }) => ({ raw, label: label ?? "" })),
  };
}

export function newContactValues(phone: string, ownerId: string): ContactFormValues {
  return {
    name: "",
    company: "",
    email: "",
    ownerId,
    note: "",
    numbers: [{ raw: phone, label: "" }],
  };
}
