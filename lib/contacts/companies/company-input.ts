import { z } from "zod";
import { text } from "../contact-input";

/** As people write it: without a scheme it is https. Nothing but http and https becomes a link. */
const website = text(300)
  .transform((address) =>
    address && !/^[a-z][a-z0-9+.-]*:/i.test(address) ? `https://${address}` : address,
  )
  .refine(
    (address) => address === null || /^https?:\/\/[^\s/](?=[^\s/]*\.\S)\S*$/i.test(address),
    "website",
  );

const values = {
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  website,
  note: text(5000),
};

export type CompanyField = keyof typeof values;

/** One field of a company: from what the person saw to what they wrote. */
export const companyChange = z.discriminatedUnion("field", [
  z.object({ field: z.literal("name"), from: z.string(), to: values.name }),
  z.object({ field: z.literal("website"), from: z.string().nullable(), to: values.website }),
  z.object({ field: z.literal("note"), from: z.string().nullable(), to: values.note }),
]);

export type CompanyChange = z.infer<typeof companyChange>;

export const companyPageSize = 50;

/** The list's address parameters; `after` and `before` are a company's folded name. */
export const companyListOptions = z.object({
  q: z.string().trim().max(200).catch(""),
  after: z.string().max(200).catch(""),
  before: z.string().max(200).catch(""),
});

export type CompanyListOptions = z.infer<typeof companyListOptions>;

/** The address of the list of companies. */
export function companiesHref(options: Partial<CompanyListOptions>): string {
  const params = new URLSearchParams(Object.entries(options).filter(([, value]) => value));
  const query = params.toString();
  return query ? `/companies?${query}` : "/companies";
}
