"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { defaultCountry } from "#lib/numbers/default-country";
import { lineOf } from "#lib/numbers/lines";
import { setLineScript } from "./line-scripts";
import { longestLine, longestScript } from "./template-view";

/** Says what is read out when a call comes in on a line, however the line is written; an empty text: nothing. */
export const setLineScriptAction = authorizedAction(
  {
    role: "manager",
    input: z.object({
      line: z.string().trim().min(1, "required").max(longestLine, "tooLong"),
      text: z.string().trim().max(longestScript, "tooLong"),
    }),
  },
  async ({ line, text }) => {
    await setLineScript({ line: lineOf(line, await defaultCountry()), text });
    revalidatePath("/templates");
    return null;
  },
);
