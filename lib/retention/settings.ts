/** For how long what goes by itself is kept, as an administrator or the provisioning file says. */
import { z } from "zod";
import { changeSetting } from "#lib/audit/record-audit";
import { db } from "#lib/db/client";
import {
  mostDays,
  retentionKinds,
  retentionNames,
  type Retention,
  type RetentionKind,
} from "./kinds";

/** The audit log's name is older than the others. */
const keyOf = (kind: RetentionKind) => (kind === "audit" ? "audit.days" : `retention.${kind}`);
const forGood = "for-good";

function shapeWith(faultOf: (kind: RetentionKind) => string) {
  const days = (kind: RetentionKind) => {
    const fault = faultOf(kind);
    return z.number(fault).int(fault).min(retentionKinds[kind].fewest, fault).max(mostDays, fault);
  };
  return z.strictObject({
    messages: days("messages").nullable(),
    recordings: days("recordings").nullable(),
    clients: days("clients").nullable(),
    audit: days("audit"),
  } satisfies Record<RetentionKind, z.ZodType>);
}

/** null: for good, where that may be. A wrong value is the fault `days` of its field. */
export const retentionShape = shapeWith(() => "days");

/** The same as the provisioning file says it: what is not named stays as it is. */
export const retentionOfFile = shapeWith((kind) => {
  const { fewest, forGood } = retentionKinds[kind];
  return `must be whole days, from ${fewest} to ${mostDays}${forGood ? ", or null" : ""}`;
}).partial();

export async function readRetention(): Promise<Retention> {
  const rows = await db().setting.findMany({ where: { key: { in: retentionNames.map(keyOf) } } });
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const daysOf = (kind: RetentionKind) => {
    const value = values.get(keyOf(kind));
    if (value === undefined) return retentionKinds[kind].byDefault;
    return value === forGood ? null : Number(value);
  };
  return Object.fromEntries(retentionNames.map((kind) => [kind, daysOf(kind)])) as Retention;
}

/** What is not named stays as it was. */
export async function setRetention(changed: Partial<Retention>): Promise<void> {
  const before = await readRetention();
  for (const kind of retentionNames) {
    const value = changed[kind];
    if (value === undefined || value === before[kind]) continue;
    await changeSetting(keyOf(kind), value === null ? forGood : String(value));
  }
}
