/** Who must have a second factor: an installation's setting, by the least role of those who must. */
import { recordAudit } from "#lib/audit/record-audit";
import { transaction, db } from "#lib/db/client";
import { readSetting, writeSetting } from "#lib/db/setting";
import { ActionError } from "./action-error";
import { hasRole, roles, type CurrentUser, type Role } from "./roles";
import { hasSecondFactor } from "./second-factor";
import { endSessions } from "./sessions";

const key = "second-factor.required";

/** null: nobody; "sales": everybody. */
export type SecondFactorRule = Role | null;

export async function secondFactorRule(): Promise<SecondFactorRule> {
  const value = await readSetting(key);
  return roles.find((role) => role === value) ?? null;
}

export async function mustHaveSecondFactor(user: { role: Role }): Promise<boolean> {
  const rule = await secondFactorRule();
  return rule !== null && hasRole(user, rule);
}

/**
 * Sets the rule. Who must have a second factor from now on and has none is signed out, and sets it up at the next
 * sign-in before anything else.
 * @throws {ActionError} "second-factor-missing" when that would be whoever sets the rule
 */
export async function setSecondFactorRule(
  rule: SecondFactorRule,
  actor: CurrentUser,
): Promise<void> {
  const before = await secondFactorRule();
  const concernsActor = rule !== null && hasRole(actor, rule);
  if (concernsActor && !(await hasSecondFactor(actor.id))) {
    throw new ActionError("second-factor-missing");
  }
  if (rule === before) return;
  await transaction(async (tx) => {
    await writeSetting(key, rule ?? "none", tx);
    await recordAudit(tx, {
      event: "setting.changed",
      subject: { kind: "setting", id: key },
      changes: { value: [before ?? "none", rule ?? "none"] },
    });
  });
  if (rule === null) return;
  const without = await db().user.findMany({
    where: {
      role: { in: roles.filter((role) => hasRole({ role }, rule)) },
      OR: [{ secondFactor: null }, { secondFactor: { confirmedAt: null } }],
    },
    select: { id: true },
  });
  for (const { id } of without) await endSessions(id);
}
