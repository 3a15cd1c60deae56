"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import { createConnection } from "./create-connection";
import { deleteConnection } from "./delete-connection";
import { setEnabled } from "./set-enabled";
import { slugPattern } from "./slug";
import { mergedSettings, updateConnection } from "./update-connection";
import { validFormSettings } from "./valid-form-settings";

const name = z.string().trim().min(1, "required").max(200, "tooLong");
const settings = z.object({
  values: z.record(z.string().max(64), z.string().max(10_000, "tooLong")),
  cleared: z.array(z.string().max(64)).default([]),
});

/** The live side follows the row, and everybody's page learns of it. */
async function applied(id: string): Promise<void> {
  await hub().applyConnection(id);
  revalidatePath("/", "layout");
}

const create = authorizedAction(
  {
    role: "admin",
    input: z.object({
      provider: z.string(),
      name,
      slug: z.union([z.literal(""), z.string().trim().regex(slugPattern, "slug")]).default(""),
      enabled: z.boolean().default(true),
      settings,
    }),
  },
  async (input) => {
    const created = await createConnection(input);
    await applied(created.id);
    return { slug: created.slug };
  },
);

const update = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), name, settings }) },
  async ({ id, ...input }) => {
    await updateConnection(id, input);
    await applied(id);
    return null;
  },
);

const enable = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), enabled: z.boolean() }) },
  async ({ id, enabled }) => {
    await setEnabled(id, enabled);
    await applied(id);
    return null;
  },
);

const remove = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), confirmation: z.string().max(200) }) },
  async ({ id, confirmation }) => {
    await deleteConnection(id, confirmation);
    await applied(id);
    return null;
  },
);

const check = authorizedAction(
  {
    role: "admin",
    input: z.object({ id: z.uuid().optional(), provider: z.string(), settings }),
  },
  async ({ id, provider, settings: form }) => {
    const tried = id
      ? await mergedSettings(id, form)
      : { row: { provider }, settings: validFormSettings(provider, form) };
    const started = performance.now();
    const checked = await hub().checkConnection(tried.row.provider, tried.settings);
    const took = Math.round(performance.now() - started);
    return { ...checked, took };
  },
);

const replay = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      ids: z.array(z.int().positive()).min(1).max(1_000).optional(),
    }),
  },
  async (input) => {
    const replayed = await hub().replayMessages(input);
    revalidatePath("/admin/connections", "layout");
    return replayed;
  },
);

export async function createConnectionAction(raw: unknown) {
  return create(raw);
}

export async function updateConnectionAction(raw: unknown) {
  return update(raw);
}

export async function setEnabledAction(raw: unknown) {
  return enable(raw);
}

/** Wants the connection's name typed: its calls go with it. */
export async function deleteConnectionAction(raw: unknown) {
  return remove(raw);
}

/** Tries the settings in the form at the provider, without saving them. */
export async function checkConnectionAction(raw: unknown) {
  return check(raw);
}

/** Tries messages again that were set aside; without `ids`, all of the connection's. */
export async function replayMessagesAction(raw: unknown) {
  return replay(raw);
}
