"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { details } from "#lib/audit/changes";
import { recordDeed } from "#lib/audit/record-audit";
import { authorizedAction } from "#lib/auth/action";
import { assertDemoEnded } from "#lib/people/demo";
import { liveConnections } from "./ports";
import { validFormSettings } from "./form-settings";
import { endFormerToken, renewHookToken, setHookNetworks } from "./hook-access";
import {
  createConnection,
  deleteConnection,
  mergedSettings,
  setEnabled,
  updateConnection,
} from "./manage-connections";
import { connectionSubject, recordOn } from "./record-connections";
import { slugPattern } from "./save-connection";

const name = z.string().trim().min(1, "required").max(200, "tooLong");
const settings = z.object({
  values: z.record(z.string().max(64), z.string().max(10_000, "tooLong")),
  cleared: z.array(z.string().max(64)).default([]),
});

/** Applies the row to the live connection and revalidates all pages. */
async function applied(id: string): Promise<void> {
  await liveConnections().apply(id);
  revalidatePath("/", "layout");
}

export const createConnectionAction = authorizedAction(
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

export const updateConnectionAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), name, settings }) },
  async ({ id, ...input }) => {
    await updateConnection(id, input);
    await applied(id);
    return null;
  },
);

export const setEnabledAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), enabled: z.boolean() }) },
  async ({ id, enabled }) => {
    await setEnabled(id, enabled);
    await applied(id);
    return null;
  },
);

/** Needs the connection's name typed, because it deletes the connection's calls too. */
export const deleteConnectionAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), confirmation: z.string().max(200) }) },
  async ({ id, confirmation }) => {
    await deleteConnection(id, confirmation);
    await applied(id);
    return null;
  },
);

/** A token of ours for the hook; the former one stays valid for a week. */
export const renewHookTokenAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid() }) },
  async ({ id }) => {
    const token = await renewHookToken(id);
    await applied(id);
    return { token };
  },
);

export const endFormerTokenAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid() }) },
  async ({ id }) => {
    await endFormerToken(id);
    revalidatePath("/admin/connections", "layout");
    return null;
  },
);

/** From which addresses the hook takes messages; empty: from all. */
export const setHookNetworksAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), networks: z.string().max(4_000, "tooLong") }) },
  async ({ id, networks }) => {
    await setHookNetworks(id, networks);
    revalidatePath("/admin/connections", "layout");
    return null;
  },
);

/** Checks the form's settings at the provider without saving them. */
export const checkConnectionAction = authorizedAction(
  {
    role: "admin",
    input: z.object({ id: z.uuid().optional(), provider: z.string(), settings }),
  },
  async ({ id, provider, settings: form }) => {
    const saved = id ? await mergedSettings(id, form) : null;
    if (!saved?.row.simulator) await assertDemoEnded();
    const request = saved
      ? { provider: saved.row.provider, settings: saved.settings, connection: saved.row }
      : { provider, settings: validFormSettings(provider, form) };
    await recordDeed({
      event: "connection.checked",
      ...(saved && { subject: connectionSubject(saved.row) }),
      changes: details({ provider: saved?.row.provider ?? provider }),
    });
    const started = performance.now();
    const checked = await liveConnections().check(request);
    const took = Math.round(performance.now() - started);
    return { ...checked, took };
  },
);

/** Replays messages that were set aside; without `ids`, all of the connection's. */
export const replayMessagesAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      ids: z.array(z.int().positive()).min(1).max(1_000).optional(),
    }),
  },
  async (input) => {
    const { connectionId, ids } = input;
    await recordOn("connection.replayed", connectionId, { messages: ids?.length ?? "all" });
    const replayed = await liveConnections().replay(input);
    revalidatePath("/admin/connections", "layout");
    return replayed;
  },
);
