/**
 * The table of doors: every way in from outside, the least role that may use it, and which rule of the record
 * policy (lib/auth/policy.ts, docs/security.md) decides about the record it names. A door that the source
 * has and this table has not fails doors.db.test.ts; so does one that answers other than it says here.
 */
import type { Role } from "#lib/auth/roles";

/** Without a session; or with a secret of its own: a connection's token, the unguessable address of a sound or a calendar. */
export type DoorRole = "nobody" | "token" | Role;

export const recordRules = {
  none: "names no record",
  all: "any record: the role reaches all of them",
  own: "the person's own record; another's is not there",
  contact: "a contact within the person's reach",
  call: "a call they took part in, asked for, or whose client was theirs",
  leg: "a call at their own telephone",
  callback: "a callback within the person's reach",
  note: "a note of their own, about what they reach; managers any",
  company: "any company: companies are the whole team's",
} as const;
export type RecordRule = keyof typeof recordRules;

export type Door = readonly [role: DoorRole, rule: RecordRule];

/** Pages and routes of `app/`, by their file without the groups. */
export const pageDoors: Readonly<Record<string, Door>> = {
  "/page": ["sales", "none"],
  "/manifest": ["nobody", "none"],
  "/sign-in/page": ["nobody", "none"],
  "/sign-in/code/page": ["token", "own"],
  "/welcome/page": ["token", "none"],
  "/forgotten-password/page": ["nobody", "none"],
  "/api/auth/[...nextauth]/route": ["nobody", "own"],
  "/contacts/page": ["sales", "contact"],
  "/day/page": ["sales", "own"],
  "/notices/page": ["sales", "own"],
  "/contacts/[id]/page": ["sales", "contact"],
  "/contacts/new/page": ["sales", "none"],
  "/contacts/bin/page": ["sales", "contact"],
  "/contacts/duplicates/page": ["sales", "contact"],
  "/contacts/duplicates/merge/page": ["sales", "contact"],
  "/contacts/import/page": ["manager", "all"],
  "/dialling/[id]/page": ["sales", "own"],
  "/companies/page": ["sales", "company"],
  "/companies/[id]/page": ["sales", "company"],
  "/calls/page": ["sales", "call"],
  "/callbacks/page": ["sales", "callback"],
  "/team/page": ["sales", "none"],
  "/dial/page": ["sales", "none"],
  "/statistics/page": ["sales", "own"],
  "/statistics/export/route": ["sales", "own"],
  "/campaigns/page": ["manager", "all"],
  "/campaigns/new/page": ["manager", "all"],
  "/campaigns/[id]/page": ["manager", "all"],
  "/templates/page": ["manager", "all"],
  "/audit/page": ["admin", "all"],
  "/admin/first-steps/page": ["admin", "all"],
  "/admin/connections/page": ["admin", "all"],
  "/admin/connections/new/page": ["admin", "all"],
  "/admin/connections/[slug]/page": ["admin", "all"],
  "/admin/connections/[slug]/health/page": ["admin", "all"],
  "/admin/numbers/page": ["admin", "all"],
  "/admin/outcomes/page": ["admin", "all"],
  "/admin/people/page": ["admin", "all"],
  "/admin/retention/page": ["admin", "all"],
  "/admin/providers/[id]/page": ["admin", "none"],
};

/** The plain doors before Next, by method and Hono's path. */
export const plainDoors: Readonly<Record<string, Door>> = {
  "GET /api/health": ["nobody", "none"],
  "GET /api/health/live": ["nobody", "none"],
  "GET /api/health/seen": ["nobody", "none"],
  "GET /api/metrics": ["token", "none"],
  "GET /api/v1/calls": ["sales", "call"],
  "GET /api/v1/contacts": ["sales", "contact"],
  "GET /api/v1/search": ["sales", "contact"],
  "GET /api/calls/:id/recording": ["sales", "call"],
  "POST /api/imports": ["manager", "own"],
  "POST /api/imports/uploads": ["manager", "own"],
  "PUT /api/imports/uploads/:id{[0-9a-f-]{36}}": ["manager", "own"],
  "DELETE /api/imports/uploads/:id{[0-9a-f-]{36}}": ["manager", "own"],
  "GET /api/imports/:id{[0-9a-f-]{36}}": ["manager", "all"],
  "GET /api/imports/:id{[0-9a-f-]{36}}/failures.csv": ["manager", "all"],
  "GET /api/sounds/:file{[A-Za-z0-9]{16,64}\\.wav}": ["token", "none"],
  "GET /api/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}": ["token", "own"],
  "POST /api/hooks/:slug": ["token", "none"],
  "POST /api/leads/:slug{[a-z0-9-]+}": ["nobody", "none"],
  "GET /lead/:file{[a-z0-9-]+\\.js}": ["nobody", "none"],
  "GET /lead/:slug{[a-z0-9-]+}": ["nobody", "none"],
  "GET /widget/:slug{[a-z0-9-]+}": ["nobody", "none"],
  "GET /.well-known/security.txt": ["nobody", "none"],
  "GET /contacts/export": ["manager", "contact"],
  "GET /contacts/export/:id{[0-9a-f-]{36}}": ["admin", "all"],
  "GET /calls/export": ["manager", "call"],
  "GET /audit/export": ["admin", "all"],
};

/** What a browser may say over its socket, and what it is sent. The handshake asks for a session. */
export const socketDoors: Readonly<Record<string, Door>> = {
  "← calls:refresh": ["sales", "leg"],
  "← board:watch": ["sales", "none"],
  "← board:leave": ["sales", "none"],
  "← contact:watch": ["sales", "none"],
  "→ call": ["sales", "call"],
  "→ calls:snapshot": ["sales", "leg"],
  "→ callback": ["sales", "callback"],
  "→ callbacks:snapshot": ["sales", "callback"],
  "→ sms": ["sales", "call"],
  "→ presence": ["sales", "none"],
  "→ outcomes": ["sales", "none"],
  "→ notes": ["sales", "contact"],
  "→ notices": ["sales", "own"],
  "→ stale": ["sales", "none"],
  "→ connection": ["sales", "none"],
  "→ board": ["sales", "none"],
};
