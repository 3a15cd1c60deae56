import { z } from "zod";
import { isPasswordHash, lengthOf, passwordLength } from "#lib/auth/password";
import { contactScopes } from "#lib/auth/policy";
import { roles } from "#lib/auth/roles";
import { network } from "#lib/base/networks";
import { retentionOfFile } from "#lib/retention/settings";

const password = z.string().check(
  z.refine((text) => lengthOf(text) >= passwordLength.min, {
    error: `must have at least ${passwordLength.min} characters`,
  }),
  z.refine((text) => lengthOf(text) <= passwordLength.max, {
    error: `must have at most ${passwordLength.max} characters`,
  }),
);

const user = z
  .strictObject({
    email: z.email().toLowerCase(),
    name: z.string().trim().min(1).max(200),
    role: z.enum(roles),
    /** Of a new account; whoever has one keeps their own. */
    password: password.optional(),
    /** Instead of the password, so that the file need not hold it. */
    passwordHash: z
      .string()
      .refine(isPasswordHash, { error: "must be argon2id, like $argon2id$v=19$m=19456,t=2,p=1$…" })
      .optional(),
    /** Replaces the person's own password by the file's, once for each that it says. */
    resetPassword: z.boolean().default(false),
    locale: z.enum(["ru", "uk", "en"]).optional(),
    /** Connection slug → internal number. */
    extensions: z.record(z.string(), z.string().trim().min(1).max(32)).default({}),
  })
  .refine((one) => one.password === undefined || one.passwordHash === undefined, {
    path: ["passwordHash"],
    error: "can't stand beside password: keep one of them",
  })
  .refine((one) => !one.resetPassword || one.password || one.passwordHash, {
    path: ["resetPassword"],
    error: "needs password or passwordHash",
  });

/** A deployment as a file. Unknown fields are refused: a misspelt one must not be ignored silently. */
export const provisionFile = z.strictObject({
  users: z.array(user).default([]),
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
  /** Loopback and private networks that our server may go to, beside TINYCRM_ALLOWED_NETWORKS. */
  allowedNetworks: z.array(network).default([]),
  /** What sales people see: everybody's contacts, or their own and those without an owner. */
  access: z.strictObject({ contacts: z.enum(contactScopes) }).optional(),
  /** Days, or null to keep it for good; what is not named is as administrators say (lib/retention). */
  retention: retentionOfFile.optional(),
  /** A CSV file beside this one, or absolute; imported once, by number. */
  contacts: z.string().optional(),
});

export type ProvisionFile = z.infer<typeof provisionFile>;

/** A wrong provisioning file: one sentence with the path of the wrong field. Stops the start. */
export class ProvisionError extends Error {
  override readonly name = "ProvisionError";
}

export function wrong(path: string, message: string): ProvisionError {
  return new ProvisionError(`TINYCRM_PROVISION: ${path}: ${message}`);
}
