import { z } from "zod";

export const companyPageSize = 50;

/** The list's address parameters; `after` and `before` are a company's folded name. */
export const companyListOptions = z.object({
  q: z.string().trim().max(200).catch(""),
  after: z.string().max(200).catch(""),
  before: z.string().max(200).catch(""),
});

export type CompanyListOptions = z.infer<typeof companyListOptions>;
