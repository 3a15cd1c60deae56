import { z } from "zod";
import { foldForSearch } from "./search-text";

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, "tooLong")
    .nullable()
    .transform((written) => written || null);

/** At least two digits: internal numbers are numbers too. */
const hasDigits = (raw: string) => raw === "" || raw.replace(/\D/g, "").length >= 2;

const label = text(40).prefault("");

/** What a person may write about a contact. Errors are keys of the `contacts.errors` messages. */
const fields = {
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  company: text(200),
  /** Empty ones are left out. */
  emails: z
    .array(
      z.object({
        address: z
          .string()
          .trim()
          .max(254, "tooLong")
          .refine((address) => address === "" || z.email().safeParse(address).success, "email"),
        label,
      }),
    )
    .max(20, "tooMany")
    .transform((emails) => emails.filter(({ address }) => address !== "")),
  /** Empty ones are left out. */
  numbers: z
    .array(
      z.object({
        raw: z.string().trim().max(64, "tooLong").refine(hasDigits, "number"),
        label,
      }),
    )
    .max(20, "tooMany")
    .transform((numbers) => numbers.filter(({ raw }) => raw !== "")),
  ownerId: z
    .union([z.literal(""), z.uuid()])
    .nullable()
    .transform((id) => id || null),
  /** Each once, however it is spelled, in the order of lists. */
  tags: z
    .array(z.string().trim().max(40, "tooLong"))
    .max(20, "tooMany")
    .transform((names) => {
      const byKey = new Map(names.toReversed().map((name) => [foldForSearch(name), name]));
      byKey.delete("");
      return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
    }),
  /** Where they came from. */
  source: text(100),
  note: text(5000),
  /** Wants no automatic calls. */
  doNotCall: z.boolean(),
};

/** A whole contact; what is left out is empty. */
export const contactInput = z.object({
  ...fields,
  company: fields.company.prefault(null),
  emails: fields.emails.prefault([]),
  numbers: fields.numbers.prefault([]),
  ownerId: fields.ownerId.prefault(null),
  tags: fields.tags.prefault([]),
  source: fields.source.prefault(null),
  note: fields.note.prefault(null),
  doNotCall: fields.doNotCall.prefault(false),
});

/** Some fields of a contact; what is left out stays as it is. */
export const contactChanges = z.object(fields).partial();

export type ContactInput = z.infer<typeof contactInput>;
export type ContactChanges = z.infer<typeof contactChanges>;
