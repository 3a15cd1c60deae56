/** What the audit log is narrowed to; all of it is in the page's address. */
import { z } from "zod";
import { auditEvents, groupOf } from "./events";

export const auditGroups = [...new Set(auditEvents.map(groupOf))];

const day = z.iso.date().nullable().catch(null).default(null);

/** Never refuses: a value that can't be read counts as absent. */
export const auditOptions = z.object({
  /** A person's id; "nobody": the program itself, and whoever was not signed in. */
  person: z
    .union([z.uuid(), z.literal("nobody")])
    .nullable()
    .catch(null)
    .default(null),
  group: z
    .enum(auditGroups as [string, ...string[]])
    .nullable()
    .catch(null)
    .default(null),
  /** First and last day, both included. */
  from: day,
  to: day,
  /** Part of the subject's name, or its id. */
  q: z.string().trim().max(100).catch("").default(""),
});

export type AuditOptions = z.output<typeof auditOptions>;

/** Options as a query string; what is absent is left out. */
export function auditQuery(options: AuditOptions & { after?: string | null }): string {
  const given = Object.entries(options).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  );
  return new URLSearchParams(given).toString();
}
