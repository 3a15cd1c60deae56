"use server";

import { revalidatePath } from "next/cache";
import { isSupportedCountry } from "libphonenumber-js";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { chooseTimeZone, isTimeZone } from "#lib/i18n/time-zone";
import { chooseCompanyCountry } from "#lib/numbers/default-country";
import { dismissSetup } from "./read-setup";

/** Where the company is: what forms begin with, and whose clock screens show. */
export const chooseCompanyAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      country: z.string().refine(isSupportedCountry, "country"),
      zone: z.string().refine(isTimeZone, "zone"),
    }),
  },
  async ({ country, zone }) => {
    await chooseCompanyCountry(country);
    await chooseTimeZone(zone);
    revalidatePath("/", "layout");
    return null;
  },
);

/** Takes the way to the first steps away, for every administrator. */
export const dismissSetupAction = authorizedAction(
  { role: "admin", input: z.object({}) },
  async () => {
    await dismissSetup();
    revalidatePath("/", "layout");
    return null;
  },
);
