import { z } from "zod";

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, "tooLong")
    .optional()
    .transform((text) => text || null);

/** At least two digits: internal numbers are numbers too. */
const hasDigits = (raw: string) => raw === "" || raw.replace(/\D/g, "").length >= 2;

/** What a person may write about a contact. Errors are keys of the `contacts.errors` messages. */
export const contactInput = z.object({
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  company: optional(200),
  email: z
    .string()
    .trim()
    .max(254, "tooLong")
    .refine((text) => text === "" || z.email().safeParse(text).success, "email")
    .optional()
    .transform((text) => text || null),
  note: optional(5000),
  ownerId: z
    .union([z.literal(""), z.uuid()])
    .optional()
    .transform((id) => id || null),
  /** Empty ones are left out. */
  numbers: z
    .array(
      z.object({
        raw: z.string().trim().max(64, "tooLong").refine(hasDigits, "number"),
        label: optional(40),
      }),
    )
    .max(20, "tooMany")
    .transform((numbers) => numbers.filter((number) => number.raw !== "")),
});

export type ContactInput = z.infer<typeof contactInput>;
