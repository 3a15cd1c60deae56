"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { chooseTimeZone, isTimeZone } from "#lib/i18n/time-zone";

/** Sets the company's time zone (IANA name); null goes back to the server's. */
export const chooseTimeZoneAction = authorizedAction(
  { role: "admin", input: z.object({ zone: z.string().refine(isTimeZone).nullable() }) },
  async ({ zone }) => {
    await chooseTimeZone(zone);
    // Every page shows times.
    revalidatePath("/", "layout");
    return null;
  },
);
