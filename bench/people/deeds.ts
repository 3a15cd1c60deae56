/** What people do all day, as their browsers ask it of the server. */
import { builtAction } from "#lib/testing/kit/built-action";
import { contactId, contactNumber } from "../seed/statements";
import { clickOnContact, clickOnList, type Asked } from "./clicks";

export interface Deed {
  name: string;
  /** Of a hundred deeds. */
  share: number;
  /** @param contact the row of a seeded contact */
  request(contact: number): Sent | Promise<Sent>;
}

export interface Sent {
  path: string;
  init?: RequestInit;
}

export const clicked = ({ path, headers }: Asked): Sent => ({ path, init: { headers } });

export function deeds(): readonly Deed[] {
  const addNote = action("addContactNoteAction");
  const promise = action("promiseCallbackAction");
  return [
    { name: "list", share: 25, request: async () => clicked(await clickOnList()) },
    {
      name: "contact",
      share: 35,
      request: async (contact) => clicked(await clickOnContact(contactId(contact))),
    },
    {
      name: "search",
      share: 20,
      request: (contact) => ({
        path: `/api/v1/search?q=${contactNumber(contact).slice(0, 9)}`,
      }),
    },
    {
      name: "note",
      share: 12,
      request: (contact) =>
        addNote(contact, {
          contactId: contactId(contact),
          text: "Sent the price list, asks to call on Friday.",
        }),
    },
    {
      name: "callback",
      share: 8,
      request: (contact) =>
        promise(contact, {
          contactId: contactId(contact),
          dueAt: new Date(Date.now() + 86_400_000).toISOString(),
        }),
    },
  ];
}

/** A server action, asked from a contact's page. */
function action(name: string) {
  const asked = builtAction(name);
  return (contact: number, input: object) => ({
    path: `/contacts/${contactId(contact)}`,
    init: asked(input),
  });
}
