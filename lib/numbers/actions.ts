"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { forgetIgnoredNumber, ignoredKinds, ignoreNumber } from "./ignored-numbers";

const page = "/admin/numbers";

const ignore = authorizedAction(
  {
    role: "admin",
    input: z.object({
      raw: z.string().trim().min(1, "required").max(64, "tooLong"),
      kind: z.enum(ignoredKinds),
      note: z
        .string()
        .trim()
        .max(200, "tooLong")
        .nullish()
        .transform((note) => note || null),
    }),
  },
  async (input) => {
    const ignored = await ignoreNumber(input);
    if (!ignored) throw new ActionError("invalid", { fields: { raw: "number" } });
    revalidatePath(page);
    return ignored;
  },
);

/** From now on the number is nobody's. */
export async function ignoreNumberAction(raw: unknown) {
  return ignore(raw);
}

const forget = authorizedAction(
  { role: "admin", input: z.object({ e164: z.string().regex(/^\+\d{7,15}$/) }) },
  async ({ e164 }) => {
    await forgetIgnoredNumber(e164);
    revalidatePath(page);
    return null;
  },
);

/** The number may be somebody's again. */
export async function forgetIgnoredNumberAction(raw: unknown) {
  return forget(raw);
}
