import { z } from "zod";

/** Fields of which a contact has one, so that of two only one can stay. */
export const singleFields = ["name", "company", "owner", "source", "note"] as const;
export type SingleField = (typeof singleFields)[number];

export const mergeInput = z
  .object({
    keptId: z.uuid(),
    goneId: z.uuid(),
    /** Fields that are to have the value of the contact that goes; an empty one is always filled. */
    take: z.array(z.enum(singleFields)).default([]),
  })
  .refine(({ keptId, goneId }) => keptId !== goneId, "same");

export type MergeInput = z.infer<typeof mergeInput>;
