/**
 * The tables in which a client's rows lie: each has a "contactId". The timeline reads them; a merge, a new
 * number, an undone import give them another contact. A table that is not here is forgotten by all of
 * these, so client-rows.test.ts compares the list with the schema.
 */

export interface ClientTable {
  /** Column with the client's number in E.164; null when a row knows its contact alone. */
  number: string | null;
  /** Column by which rows stand in time. */
  time: string;
  /** Each writer adds 1 to "version", by which concurrent writers and browsers see the change. */
  versioned: boolean;
  /**
   * - `number`: the row belongs to the only contact with its number. It is linked when the number
   *   becomes a contact's and unlinked when it no longer is.
   * - `contact`: the row belongs to the contact it was written for, and moves with it in a merge. Open
   *   callbacks also go by number, by a rule of their own (lib/callbacks/join-callbacks.ts).
   * - `history`: the row is about the contact's own record and never moves.
   */
  follows: "number" | "contact" | "history";
}

export const clientRows = {
  Call: { number: "clientE164", time: "startedAt", versioned: true, follows: "number" },
  Sms: { number: "e164", time: "createdAt", versioned: true, follows: "number" },
  Callback: { number: "e164", time: "createdAt", versioned: true, follows: "contact" },
  Note: { number: null, time: "createdAt", versioned: false, follows: "contact" },
  Lead: { number: "e164", time: "createdAt", versioned: false, follows: "contact" },
  CampaignTarget: { number: "e164", time: "lastAttemptAt", versioned: false, follows: "contact" },
  ContactChange: { number: null, time: "at", versioned: false, follows: "history" },
} as const satisfies Record<string, ClientTable>;

type ClientRows = typeof clientRows;
export type ClientTableName = keyof ClientRows;

type Following<F extends ClientTable["follows"]> = {
  [T in ClientTableName]: ClientRows[T]["follows"] extends F ? T : never;
}[ClientTableName];
/** Tables whose rows are linked and unlinked by their number. */
export type NumberedTable = Following<"number">;
/** Tables whose rows go along when a contact becomes part of another. */
export type MovedTable = Following<"number" | "contact">;

const names = Object.keys(clientRows) as ClientTableName[];
export const numberedTables = names.filter(
  (name): name is NumberedTable => clientRows[name].follows === "number",
);
export const movedTables = names.filter(
  (name): name is MovedTable => clientRows[name].follows !== "history",
);
