"use server";

import { revalidatePath } from "next/cache";
import { authorizedAction } from "#lib/auth/action";
import { foreseeLoss } from "./foresee";
import { retentionShape, setRetention } from "./settings";

/** For how long what goes by itself is kept; what is older goes within the hour. */
export const setRetentionAction = authorizedAction(
  { role: "admin", input: retentionShape },
  async (retention) => {
    await setRetention(retention);
    revalidatePath("/admin/retention");
    revalidatePath("/audit");
    return null;
  },
);

/** How much these times would delete that is there now. */
export const foreseeLossAction = authorizedAction(
  { role: "admin", input: retentionShape },
  (retention) => foreseeLoss(retention),
);
