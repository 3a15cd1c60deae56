import { z } from "zod";

export const pageSize = 50;
export const sortings = ["name", "company", "created", "updated"] as const;
export type Sorting = (typeof sortings)[number];

/** A list's address parameters. What makes no sense falls back to the plain list: a link must not break. */
export const listOptions = z.object({
  q: z.string().trim().max(200).catch(""),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  sort: z.enum(sortings).catch("name"),
  order: z.enum(["asc", "desc"]).catch("asc"),
});

export type ListOptions = z.infer<typeof listOptions>;
