"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { campaignInput, contactChoice } from "./campaign-input";
import { previewChoice } from "./choose-contacts";
import { createCampaign } from "./create-campaign";
import { saveSound } from "./save-sound";
import { campaignCommands, steerCampaign } from "./steer-campaign";

const preview = authorizedAction({ role: "manager", input: contactChoice }, previewChoice);

const upload = authorizedAction(
  {
    role: "manager",
    input: z
      .instanceof(FormData)
      .transform((form) => ({ connectionId: form.get("connectionId"), file: form.get("file") }))
      .pipe(z.object({ connectionId: z.uuid(), file: z.instanceof(File) })),
  },
  saveSound,
);

const create = authorizedAction({ role: "manager", input: campaignInput }, async (input, user) =>
  createCampaign(input, user.id),
);

const steer = authorizedAction(
  { role: "manager", input: z.object({ id: z.uuid(), command: z.enum(campaignCommands) }) },
  async ({ id, command }) => {
    await steerCampaign(id, command);
    revalidatePath("/campaigns", "layout");
    return null;
  },
);

/** How many contacts a choice means. */
export async function previewContactsAction(raw: unknown) {
  return preview(raw);
}

/** Takes a form with `connectionId` and `file`; the provider has it when this returns. */
export async function uploadSoundAction(raw: unknown) {
  return upload(raw);
}

export async function createCampaignAction(raw: unknown) {
  return create(raw);
}

/** Starts, pauses, resumes or stops a campaign. */
export async function steerCampaignAction(raw: unknown) {
  return steer(raw);
}
