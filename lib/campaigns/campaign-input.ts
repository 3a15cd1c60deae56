import { z } from "zod";
import { campaignModes } from "./campaign-states";
import { assumableZones } from "./zone-list";

const minuteOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "invalid")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const count = (least: number, most: number) =>
  z.coerce.number("invalid").int("invalid").min(least, "tooSmall").max(most, "tooLarge");

/** Which contacts a campaign is to call. */
export const contactChoice = z.object({
  q: z.string().trim().max(200, "tooLong").default(""),
  ownerId: z.union([z.literal(""), z.uuid()]).default(""),
});

export type ContactChoice = z.infer<typeof contactChoice>;

/** What a person says about a new campaign. Errors are keys of the `campaigns.errors` messages. */
export const campaignInput = z
  .object({
    name: z.string().trim().min(1, "required").max(200, "tooLong"),
    connectionId: z.uuid("required"),
    mode: z.enum(campaignModes),
    soundId: z.uuid("sound"),
    contacts: contactChoice,
    channels: count(1, 30),
    hoursFrom: minuteOfDay,
    hoursTo: minuteOfDay,
    weekdays: z.array(z.int().min(1).max(7)).min(1, "weekdays").max(7),
    assumedZone: z
      .union([z.literal(""), z.literal([...assumableZones])])
      .transform((zone) => zone || null),
    maxAttempts: count(1, 10),
    minGapMinutes: count(5, 7 * 24 * 60),
  })
  .refine(({ hoursFrom, hoursTo }) => hoursFrom < hoursTo, { error: "hours", path: ["hoursTo"] });

export type CampaignInput = z.infer<typeof campaignInput>;
