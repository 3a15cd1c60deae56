"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { unknownPlaceholder } from "./placeholders";
import { longestName, longestTemplate, templateKinds } from "./template-view";
import {
  addTemplate,
  changeTemplate,
  deleteTemplate,
  listTemplates,
  moveTemplate,
  restoreTemplate,
} from "./templates";

const kind = z.enum(templateKinds);
const one = z.object({ id: z.uuid() });
const words = z.object({
  name: z.string().trim().min(1, "required").max(longestName, "tooLong"),
  text: z
    .string()
    .trim()
    .min(1, "required")
    .max(longestTemplate, "tooLong")
    .refine((text) => unknownPlaceholder(text) === null, "placeholder"),
});

const published = () => revalidatePath("/templates");

/** Those to choose from where a note or a text message is written. */
export const templatesAction = authorizedAction({ input: z.object({ kind }) }, async (input) => ({
  templates: await listTemplates(input.kind),
}));

export const addTemplateAction = authorizedAction(
  { role: "manager", input: words.extend({ kind }) },
  async (input) => {
    const added = await addTemplate(input);
    published();
    return added;
  },
);

export const changeTemplateAction = authorizedAction(
  { role: "manager", input: words.extend(one.shape) },
  async ({ id, ...change }) => {
    await changeTemplate(id, change);
    published();
    return null;
  },
);

export const moveTemplateAction = authorizedAction(
  { role: "manager", input: one.extend({ by: z.union([z.literal(-1), z.literal(1)]) }) },
  async ({ id, by }) => {
    await moveTemplate(id, by);
    published();
    return null;
  },
);

/** Takes a template out of the list; `restoreTemplateAction` undoes it. */
export const deleteTemplateAction = authorizedAction(
  { role: "manager", input: one },
  async ({ id }) => {
    await deleteTemplate(id);
    published();
    return null;
  },
);

export const restoreTemplateAction = authorizedAction(
  { role: "manager", input: one },
  async ({ id }) => {
    await restoreTemplate(id);
    published();
    return null;
  },
);
