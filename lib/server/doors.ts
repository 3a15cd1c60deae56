/**
 * The table of doors: every way in from outside, the least role that may use it, and which rule of the record
 * policy (lib/auth/policy.ts, docs/security.md) decides about the record it names. A door that the source
 * has and this table has not fails doors.db.test.ts; so does one that answers other than it says here.
 */
import type { AuditEvent } from "#lib/audit/events";
import type { Role } from "#lib/auth/roles";

/** Without a session; or with a secret of its own: a connection's token, a sound's unguessable address. */
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

/** Why what an action does is not in the audit log. */
export const unaudited = {
  reads: "changes nothing",
  own: "the person's own screens and choices",
  history: "the record's own history tells it: a contact's, a call's, a callback's",
} as const;

/** @property audit the events that the action may write into the audit log, or why it writes none */
export type ActionDoor = readonly [
  role: DoorRole,
  rule: RecordRule,
  audit: keyof typeof unaudited | readonly AuditEvent[],
];

/** Server actions, by the name under which their file exports them. */
export const actionDoors: Readonly<Record<string, ActionDoor>> = {
  chooseLocale: ["nobody", "own", "own"],
  chooseTheme: ["nobody", "own", "own"],
  changePasswordAction: ["sales", "own", ["person.password-changed", "person.password-refused"]],
  setDoNotDisturbAction: ["sales", "own", "own"],
  sessionsAction: ["sales", "own", "reads"],
  endSessionsAction: ["sales", "own", ["session.ended"]],
  createFirstAdministratorAction: ["token", "none", ["person.created"]],
  choosePasswordAction: ["token", "own", ["person.link-used"]],
  forgottenPasswordAction: ["nobody", "none", ["person.invited"]],
  resetPasswordAction: ["admin", "all", ["person.invited"]],
  secondFactorAction: ["sales", "own", "reads"],
  beginSecondFactorAction: ["sales", "own", "own"],
  turnOnSecondFactorAction: ["sales", "own", ["second-factor.on", "person.password-refused"]],
  renewRecoveryCodesAction: [
    "sales",
    "own",
    ["second-factor.codes-renewed", "second-factor.recovery-code-used", "person.password-refused"],
  ],
  turnOffSecondFactorAction: [
    "sales",
    "own",
    ["second-factor.off", "second-factor.recovery-code-used", "person.password-refused"],
  ],
  resetSecondFactorAction: ["admin", "all", ["second-factor.reset"]],
  setSecondFactorRuleAction: ["admin", "none", ["setting.changed"]],
  beginStepAction: ["token", "own", "own"],
  confirmStepAction: ["token", "own", ["second-factor.on", "sign-in.code-refused"]],
  endDemoAction: ["admin", "all", ["demo.ended", "person.created"]],
  createPersonAction: [
    "admin",
    "all",
    ["person.created", "person.invited", "person.extensions-changed"],
  ],
  updatePersonAction: [
    "admin",
    "all",
    ["person.changed", "person.role-changed", "person.extensions-changed"],
  ],
  setDisabledAction: ["admin", "all", ["person.disabled", "person.enabled"]],
  setContactScopeAction: ["admin", "none", ["setting.changed"]],
  matchPeopleAction: ["admin", "all", "reads"],
  assignExtensionsAction: ["admin", "all", ["person.extensions-changed"]],

  createConnectionAction: ["admin", "all", ["connection.created"]],
  updateConnectionAction: ["admin", "all", ["connection.changed"]],
  setEnabledAction: ["admin", "all", ["connection.enabled", "connection.disabled"]],
  deleteConnectionAction: ["admin", "all", ["connection.deleted"]],
  renewHookTokenAction: ["admin", "all", ["connection.token-renewed"]],
  endFormerTokenAction: ["admin", "all", ["connection.token-ended"]],
  setHookNetworksAction: ["admin", "all", ["connection.changed"]],
  checkConnectionAction: ["admin", "all", ["connection.checked"]],
  replayMessagesAction: ["admin", "all", ["connection.replayed"]],
  testConnectionAction: ["admin", "all", ["connection.tested"]],
  testCallAction: ["admin", "all", ["connection.test-call"]],
  playScenarioAction: ["admin", "all", ["connection.scenario-played"]],
  createSimulatedAction: ["admin", "all", ["connection.created", "person.extensions-changed"]],

  placeCallAction: ["sales", "contact", "history"],
  transferTargetsAction: ["sales", "leg", "reads"],
  transferCallAction: ["sales", "leg", "history"],
  hangUpCallAction: ["sales", "leg", "history"],
  dismissCardAction: ["sales", "leg", "own"],
  wrapUpCallAction: ["sales", "leg", "history"],
  undoWrapUpAction: ["sales", "leg", "history"],
  ringMeAction: ["sales", "own", "own"],
  callContextAction: ["sales", "call", "reads"],
  chooseContactAction: ["sales", "call", "history"],
  addOutcomeAction: ["admin", "all", ["outcome.created"]],
  renameOutcomeAction: ["admin", "all", ["outcome.changed"]],
  moveOutcomeAction: ["admin", "all", ["outcome.changed"]],
  archiveOutcomeAction: ["admin", "all", ["outcome.changed"]],
  receivePageEventAction: ["sales", "own", "history"],
  sendSmsAction: ["sales", "contact", "history"],

  promiseCallbackAction: ["sales", "call", "history"],
  claimCallbackAction: ["sales", "callback", "history"],
  releaseCallbackAction: ["sales", "callback", "history"],
  closeCallbackAction: ["sales", "callback", "history"],
  reopenCallbackAction: ["sales", "callback", "history"],
  postponeCallbackAction: ["sales", "callback", "history"],
  handOverCallbackAction: ["sales", "callback", ["callback.handed-over"]],
  setCallbackTargetAction: ["admin", "none", ["setting.changed"]],

  createContactAction: ["sales", "call", "history"],
  updateContactFieldsAction: ["sales", "contact", ["contact.handed-over"]],
  deleteContactsAction: ["sales", "contact", ["contact.deleted"]],
  restoreContactsAction: ["sales", "contact", ["contact.restored"]],
  purgeContactsAction: ["admin", "all", ["contact.purged"]],
  personalDataAction: ["admin", "all", "reads"],
  erasePersonAction: ["admin", "all", ["contact.erasure-begun", "contact.erased"]],
  setOwnerAction: ["sales", "contact", ["contact.handed-over"]],
  tagContactsAction: ["sales", "contact", ["contact.changed"]],
  findContactsAction: ["sales", "contact", "reads"],
  suggestContactsAction: ["sales", "contact", "reads"],
  suggestCompaniesAction: ["sales", "company", "reads"],
  updateCompanyAction: ["sales", "company", ["company.changed"]],
  earlierTimelineAction: ["sales", "contact", "reads"],
  mergeContactsAction: ["sales", "contact", ["contact.merged"]],
  undoMergeAction: ["sales", "contact", ["contact.unmerged"]],
  notDuplicatesAction: ["sales", "contact", ["contact.not-duplicates"]],
  similarContactsAction: ["sales", "contact", "reads"],
  saveCallNoteAction: ["sales", "call", "history"],
  addContactNoteAction: ["sales", "contact", "history"],
  editNoteAction: ["sales", "note", "history"],
  deleteNoteAction: ["sales", "note", "history"],
  restoreNoteAction: ["sales", "note", "history"],
  saveViewAction: ["sales", "own", "own"],
  changeViewAction: ["sales", "own", "own"],
  deleteViewAction: ["sales", "own", "own"],
  chooseColumnsAction: ["sales", "own", "own"],

  readUploadAction: ["manager", "own", "reads"],
  cancelImportAction: ["manager", "all", ["import.cancelled"]],
  continueImportAction: ["manager", "all", ["import.continued"]],
  undoImportAction: ["manager", "all", ["import.undone"]],
  previewContactsAction: ["manager", "all", "reads"],
  uploadSoundAction: ["manager", "all", ["campaign.sound-uploaded"]],
  createCampaignAction: ["manager", "all", ["campaign.created"]],
  steerCampaignAction: ["manager", "all", ["campaign.steered"]],

  ignoreNumberAction: ["admin", "all", ["number.ignored"]],
  forgetIgnoredNumberAction: ["admin", "all", ["number.forgotten"]],
  setAuditDaysAction: ["admin", "none", ["setting.changed"]],
  setDialRulesAction: ["admin", "none", ["setting.changed"]],
  chooseTimeZoneAction: ["admin", "none", ["setting.changed"]],
};

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
  "/contacts/[id]/page": ["sales", "contact"],
  "/contacts/new/page": ["sales", "none"],
  "/contacts/bin/page": ["sales", "contact"],
  "/contacts/duplicates/page": ["sales", "contact"],
  "/contacts/duplicates/merge/page": ["sales", "contact"],
  "/contacts/import/page": ["manager", "all"],
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
  "/audit/page": ["admin", "all"],
  "/admin/connections/page": ["admin", "all"],
  "/admin/connections/new/page": ["admin", "all"],
  "/admin/connections/[slug]/page": ["admin", "all"],
  "/admin/connections/[slug]/health/page": ["admin", "all"],
  "/admin/numbers/page": ["admin", "all"],
  "/admin/outcomes/page": ["admin", "all"],
  "/admin/people/page": ["admin", "all"],
  "/admin/providers/[id]/page": ["admin", "none"],
};

/** The plain doors before Next, by method and Hono's path. */
export const plainDoors: Readonly<Record<string, Door>> = {
  "GET /api/health": ["nobody", "none"],
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
  "→ call": ["sales", "call"],
  "→ calls:snapshot": ["sales", "leg"],
  "→ callback": ["sales", "callback"],
  "→ callbacks:snapshot": ["sales", "callback"],
  "→ sms": ["sales", "call"],
  "→ presence": ["sales", "none"],
  "→ outcomes": ["sales", "none"],
  "→ connection": ["sales", "none"],
  "→ board": ["sales", "none"],
};
