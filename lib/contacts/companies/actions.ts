"use server";

import { z } from "zod";
import { authorizedAction, type ActionResult } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { companyChange } from "./company-input";
import { getCompany, type CompanyView } from "./queries";
import { updateCompany } from "./save-company";

/** Somebody else has changed the same field meanwhile; nothing was saved. */
export interface CompanyConflict {
  ok: false;
  code: "conflict";
  /** As it is now. */
  company: CompanyView;
}

const update = authorizedAction(
  { input: z.object({ id: z.uuid(), change: companyChange }) },
  async ({ id, change }): Promise<{ company: CompanyView } | CompanyConflict> => {
    const saved = await updateCompany(id, change);
    if (saved === "taken") throw new ActionError("invalid", { fields: { "change.to": "taken" } });
    const company = await getCompany(id);
    if (saved === "not-found" || !company) throw new ActionError("not-found");
    return saved === "conflict" ? { ok: false, code: "conflict", company } : { company };
  },
);

/** Saves one field of a company; code `conflict` when somebody else has changed it meanwhile. */
export async function updateCompanyAction(
  raw: unknown,
): Promise<ActionResult<{ company: CompanyView }> | CompanyConflict> {
  const result = await update(raw);
  return result.ok && "code" in result.data
    ? result.data
    : (result as ActionResult<{ company: CompanyView }>);
}
