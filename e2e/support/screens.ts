/** Every screen behind the sign-in, by what it is for; those of one connection are the office's. */
export const screens = {
  contacts: [
    "/contacts",
    "/contacts?q=nobody+like+this",
    "/contacts?owner=nobody&columns=company,emails,owner,tags,source,created,updated",
    "/contacts/new",
    "/contacts/duplicates",
    "/contacts/import",
    "/contacts/bin",
    "/companies",
  ],
  work: ["/day", "/notices", "/calls", "/team", "/statistics", "/callbacks", "/dial?number=8343"],
  administration: [
    "/admin/first-steps",
    "/admin/connections",
    "/admin/connections/new",
    "/admin/connections/office",
    "/admin/connections/office/health",
    "/admin/providers/prostie-zvonki",
    "/admin/people",
    "/admin/outcomes",
    "/admin/numbers",
    "/admin/retention",
    "/templates",
    "/audit",
    "/audit?group=sign-in&q=nobody+like+this",
  ],
};
