"use server";

import { revalidatePath } from "next/cache";
import { authorizedAction } from "#lib/auth/action";
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
