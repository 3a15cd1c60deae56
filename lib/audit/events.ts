/**
 * What the audit log tells of: an event's group comes before its dot. docs/security.md says when each is written,
 * the messages of `audit` have its words.
 */
export const auditEvents = [
  "sign-in.succeeded",
  "sign-in.failed",
  "sign-in.slowed",
  "sign-in.single-sign-on",
  "sign-in.code-refused",
  "sign-in.signed-out",
  "session.ended",

  "person.created",
  "person.changed",
  "person.role-changed",
  "person.disabled",
  "person.enabled",
  "person.extensions-changed",
  "person.password-changed",
  "person.password-refused",
  "person.invited",
  "person.link-used",
  "second-factor.on",
  "second-factor.off",
  "second-factor.reset",
  "second-factor.recovery-code-used",
  "second-factor.codes-renewed",

  "setting.changed",
  "outcome.created",
  "outcome.changed",
  "number.ignored",
  "number.forgotten",
  "demo.ended",
  "secret.rotated",

  "connection.created",
  "connection.changed",
  "connection.enabled",
  "connection.disabled",
  "connection.deleted",
  "connection.checked",
  "connection.tested",
  "connection.test-call",
  "connection.replayed",
  "connection.scenario-played",
  "connection.token-renewed",
  "connection.token-ended",

  "contact.deleted",
  "contact.restored",
  "contact.purged",
  "contact.handed-over",
  "contact.changed",
  "contact.merged",
  "contact.unmerged",
  "contact.not-duplicates",
  "contact.exported",
  "contact.erasure-begun",
  "contact.erased",
  "company.changed",
  "callback.handed-over",

  "import.started",
  "import.cancelled",
  "import.continued",
  "import.undone",
  "campaign.created",
  "campaign.steered",
  "campaign.sound-uploaded",

  "export.contacts",
  "export.calls",
  "export.statistics",
  "export.audit",
  "export.failed-rows",
  "export.rest",
  "recording.listened",

  "refused.action",
  "refused.door",
  "refused.hook",
  "refused.call",
] as const;

export type AuditEvent = (typeof auditEvents)[number];

/** What an event was done to. */
export const auditSubjects = [
  "person",
  "session",
  "setting",
  "connection",
  "outcome",
  "number",
  "contact",
  "company",
  "callback",
  "call",
  "import",
  "campaign",
  "action",
  "door",
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

export function groupOf(event: AuditEvent): string {
  return event.slice(0, event.indexOf("."));
}
