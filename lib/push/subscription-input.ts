/** A browser's subscription, as it hands it over: an address at its maker's push service, and its keys. */
import { z } from "zod";

const longestEndpoint = 2000;
/** base64url of so many bytes, as browsers write it. */
const bytes = (size: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .refine((text) => Buffer.from(text, "base64url").length === size);

/** Whether our server may go there is asked when it goes (lib/outgoing). */
export const endpointInput = z.url({ protocol: /^https$/ }).max(longestEndpoint);

export const subscriptionInput = z.object({
  endpoint: endpointInput,
  keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
});
export type SubscriptionInput = z.infer<typeof subscriptionInput>;
