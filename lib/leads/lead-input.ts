import { z } from "zod";
import { visibleText } from "#lib/numbers/number-text";
import { isDialable } from "#lib/numbers/phone-number";

const blankAsNull = (text: string | undefined) => text?.trim() || null;
const short = (most: number) => z.string().max(most, "tooLong").optional().transform(blankAsNull);

/** Fewer digits are nobody's number from outside. */
const hasDigits = (text: string) => /(?:\d\D*){7}/.test(text);

/** What a visitor leaves; errors are keys of the `leadForm.errors` messages. Unknown fields are let be. */
export const leadInput = z.object({
  name: short(200),
  phone: z
    .string("required")
    .trim()
    .min(1, "required")
    .max(100, "phone")
    .transform(visibleText)
    .refine((text) => isDialable(text) && hasDigits(text), "phone"),
  /** Of the page or its form. */
  title: short(200),
  /** Where the form was; what is no web address is left out. */
  page: short(1_000).transform((text) => (text && /^https?:\/\//.test(text) ? text : null)),
});

export type LeadInput = z.infer<typeof leadInput> & {
  /** What the provider's script left in the form; untrusted. */
  order: string;
};
