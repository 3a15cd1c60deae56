import { z } from "zod";

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .optional()
    .transform((text) => text || null);

/** What a person may write about a contact. Errors are keys of the `contacts.errors` messages. */
export const contactInput = z.object({
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  company: optional(200),
  email: z
    .union([z.literal(""), z.email("email").max(254, "tooLong")])
    .optional()
    .transform((text) => text || null),
  note: optional(5000),
  ownerId: z
    .union([z.literal(""), z.uuid()])
    .optional()
    .transform((id) => id || null),
  numbers: z
    .array(
      z.object({
        raw: z.string().trim().max(40, "tooLong"),
        label: optional(40),
      }),
    )
    .max(20, "tooMany")
    .transform((numbers) => numbers.filter((number) => number.raw !== ""))
    .refine(
      (numbers) => numbers.every((number) => /\d{2}/.test(number.raw.replace(/\D/g, ""))),
      "number",
    ),
});

export type ContactInput = z.infer<typeof contactInput>;
