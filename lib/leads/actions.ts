"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { slugPattern } from "#lib/connections/slug";
import { hub } from "#lib/server/hub";

/** In characters of JSON: a vendor's event is a few fields. */
const largestDetail = 8_000;

const hear = authorizedAction(
  {
    input: z.object({
      slug: z.string().regex(slugPattern),
      name: z.string().min(1).max(100),
      detail: z
        .unknown()
        .refine((detail) => (JSON.stringify(detail) ?? "").length <= largestDetail, "tooLong"),
    }),
  },
  async ({ slug, name, detail }, user) => {
    const heard = await hub().pageEvent({ userId: user.id, slug, name, detail });
    if (!heard.ok) throw new ActionError(heard.code, { message: heard.message });
    return null;
  },
);

/** What a vendor's script told the person's page. */
export async function hearPageEventAction(raw: unknown) {
  return hear(raw);
}
