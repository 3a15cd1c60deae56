import { z } from "zod";

export const callPageSize = 50;

/** A journal's address parameters; nonsense falls back to the plain journal. */
export const callListOptions = z.object({
  show: z.enum(["all", "incoming", "outgoing", "missed"]).catch("all"),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

export type CallListOptions = z.infer<typeof callListOptions>;
