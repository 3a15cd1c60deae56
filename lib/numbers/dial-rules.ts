/** The words of the dial policy: who may call and text where. */
import { z } from "zod";
import { roles, type Role } from "#lib/auth/roles";

/** home: the countries of the company's connections. listed: those, and the ones on the list. */
export const reaches = ["home", "listed", "everywhere"] as const;
export type Reach = (typeof reaches)[number];

/** Who may call numbers that cost the caller more: premium and shared-cost ones, and satellite telephones. */
export const dearCallers = ["admins", "nobody", "everybody"] as const;

export const dialRules = z.object({
  /** ISO 3166 alpha-2. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, "country")).max(250),
  reach: z.object(
    Object.fromEntries(roles.map((role) => [role, z.enum(reaches)])) as Record<
      Role,
      z.ZodEnum<{ home: "home"; listed: "listed"; everywhere: "everywhere" }>
    >,
  ),
  dear: z.enum(dearCallers),
});
export type DialRules = z.infer<typeof dialRules>;

/** An upgrade stops nobody's usual calls. */
export const defaultDialRules: DialRules = {
  countries: [],
  reach: { sales: "everywhere", manager: "everywhere", admin: "everywhere" },
  dear: "admins",
};

/** Why a number is not called, each with words in `calls.refusals`. */
export type DialRefusal = "dial-dear" | "dial-country" | "dial-unknown";
