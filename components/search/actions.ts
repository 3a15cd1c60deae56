/** What can be done from the palette; `search.actions.<id>` words it. */
export const actionIds = [
  "newContact",
  "import",
  "doNotDisturb",
  "disturb",
  "light",
  "dark",
  "system",
] as const;
export type ActionId = (typeof actionIds)[number];

/** Those that are a page. */
export const actionPages: Partial<Record<ActionId, string>> = {
  newContact: "/contacts/new",
  import: "/contacts/import",
};
