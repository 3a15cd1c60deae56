"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { chooseTimeZone, isTimeZone } from "./time-zone";

const choose = authorizedAction(
  { role: "admin", input: z.object({ zone: z.string().refine(isTimeZone).nullable() }) },
  async ({ zone }) => {
    await chooseTimeZone(zone);
    revalidatePath("/statistics");
    return null;
  },
);

/** In which zone the company's days begin (an IANA name); null: in the server's. */
export async function chooseTimeZoneAction(raw: unknown) {
  return choose(raw);
}
