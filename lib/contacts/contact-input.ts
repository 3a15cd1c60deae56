/** What a person may write about a contact. Errors are keys of the `contacts.errors` messages. */
import { z } from "zod";
import { sortedTags } from "./contact-state";
import {
  contactFields,
  emptyFields,
  fieldNames,
  longestLabel,
  mostEntries,
  type ContactField,
  type ContactFields,
  type FieldKind,
  type FieldValues,
} from "./fields";
import { parsePartialDate, storedDate } from "./partial-date";

type Schema<K extends FieldKind> = z.ZodType<FieldValues[K]>;

/** What may be left empty. @param most characters */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, "tooLong")
    .nullable()
    .transform((written) => written || null);

/** At least two digits: internal numbers are numbers too. */
const hasDigits = (raw: string) => raw === "" || /\d\D*\d/.test(raw);
const isEmail = (address: string) => address === "" || z.email().safeParse(address).success;
const label = text(longestLabel).prefault("");

/** Entries of a list: the empty ones of a form are left out. */
const listOf = <T>(entry: z.ZodType<T>, isEmpty: (entry: T) => boolean) =>
  z
    .array(entry)
    .max(mostEntries, "tooMany")
    .transform((entries) => entries.filter((entry) => !isEmpty(entry)));

const schemas: { [K in FieldKind]: (most: number) => Schema<K> } = {
  name: (most) => z.string().trim().min(1, "required").max(most, "tooLong"),
  text,
  longText: text,
  company: text,
  date: () =>
    z
      .string()
      .nullable()
      .transform((written) => written?.trim() || null)
      .refine((written) => written === null || parsePartialDate(written) !== null, "date")
      .transform((written) => written && storedDate(parsePartialDate(written)!)),
  person: () =>
    z
      .union([z.literal(""), z.uuid()])
      .nullable()
      .transform((id) => id || null),
  flag: () => z.boolean(),
  numbers: (most) =>
    listOf(
      z.object({ raw: z.string().trim().max(most, "tooLong").refine(hasDigits, "number"), label }),
      ({ raw }) => raw === "",
    ),
  emails: (most) =>
    listOf(
      z.object({ address: z.string().trim().max(most, "tooLong").refine(isEmail, "email"), label }),
      ({ address }) => address === "",
    ),
  tags: (most) =>
    z
      .array(z.string().trim().max(most, "tooLong"))
      .max(mostEntries, "tooMany")
      .transform(sortedTags),
};

function shapeOf(wrap: (field: ContactField, schema: z.ZodType) => z.ZodType) {
  const shape = fieldNames.map((field) => {
    const { kind, most } = { most: 0, ...contactFields[field] };
    return [field, wrap(field, schemas[kind](most))];
  });
  return Object.fromEntries(shape) as { [F in ContactField]: z.ZodType<ContactFields[F]> };
}

const empty = emptyFields();

/** A whole contact; what is left out is empty, but for the name. */
export const contactInput = z.object(
  shapeOf((field, schema) => (field === "name" ? schema : schema.prefault(empty[field]))),
);

/** Some fields of a contact; what is left out stays as it is. */
export const contactChanges = z.object(shapeOf((_, schema) => schema)).partial();
