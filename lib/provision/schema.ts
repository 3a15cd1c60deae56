import { z } from "zod";
import { roles } from "#lib/auth/roles";

/** A deployment as a file. Unknown fields are refused: a misspelt one must not be ignored silently. */
export const provisionFile = z.strictObject({
  users: z
    .array(
      z.strictObject({
        email: z.email().toLowerCase(),
        name: z.string().trim().min(1).max(200),
        role: z.enum(roles),
        password: z.string().min(1).max(128),
        locale: z.enum(["ru", "uk", "en"]).optional(),
        /** Connection slug → internal number. */
        extensions: z.record(z.string(), z.string().trim().min(1).max(32)).default({}),
      }),
    )
    .default([]),
  connections: z
    .array(
      z.strictObject({
        slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, {
          error: "must be lower-case letters, digits and dashes",
        }),
        provider: z.string(),
        name: z.string().trim().min(1).max(200).optional(),
        enabled: z.boolean().default(true),
        settings: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
  /** A CSV file beside this one, or absolute; imported once, by number. */
  contacts: z.string().optional(),
});

export type ProvisionFile = z.infer<typeof provisionFile>;
