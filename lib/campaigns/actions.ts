"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { campaignInput, createCampaign } from "./create-campaign";
import { previewChoice, previewInput } from "./choose-contacts";
import { saveSound } from "./save-sound";
import { campaignCommands, steerCampaign } from "./steer-campaign";

/** How many contacts a choice means. */
export const previewContactsAction = authorizedAction(
  { role: "manager", input: previewInput },
  previewChoice,
);

/** Takes a form with `connectionId` and `file`; the provider has it when this returns. */
export const uploadSoundAction = authorizedAction(
  {
    role: "manager",
    input: z
      .instanceof(FormData)
      .transform((form) => ({ connectionId: form.get("connectionId"), file: form.get("file") }))
      .pipe(z.object({ connectionId: z.uuid(), file: z.instanceof(File) })),
  },
  saveSound,
);

export const createCampaignAction = authorizedAction(
  { role: "manager", input: campaignInput },
  async (input, user) => createCampaign(input, user.id),
);

/** Starts, pauses, resumes or stops a campaign. */
export const steerCampaignAction = authorizedAction(
  { role: "manager", input: z.object({ id: z.uuid(), command: z.enum(campaignCommands) }) },
  async ({ id, command }) => {
    await steerCampaign(id, command);
    revalidatePath("/campaigns", "layout");
    return null;
  },
);
