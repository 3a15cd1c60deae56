/** What people do all day, as their browsers ask it of the server. */
import { readFileSync } from "node:fs";
import { projectFile } from "#lib/base/project-file";
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

interface Manifest {
  node: Record<string, { exportedName?: string }>;
}

/** A server action of the built product, by its name. */
function action(name: string) {
  const text = readFileSync(projectFile(".next/server/server-reference-manifest.json"), "utf8");
  const actions = Object.entries((JSON.parse(text) as Manifest).node);
  const [id] = actions.find(([, { exportedName }]) => exportedName === name) ?? [];
  if (id === undefined) throw new Error(`the built product has no action ${name}`);
  return (contact: number, input: object) => ({
    path: `/contacts/${contactId(contact)}`,
    init: {
      method: "POST",
      headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify([input]),
    },
  });
}
