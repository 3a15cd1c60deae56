"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { requestLocale } from "#lib/i18n/request-locale";
import { endpointInput, subscriptionInput } from "./subscription-input";
import { removeSubscription, saveSubscription } from "./subscriptions";
import { vapidKeys } from "./vapid-keys";

/** By which key a browser lets us reach it. */
export const pushKeyAction = authorizedAction({ input: z.object({}) }, async () => {
  const { publicKey } = await vapidKeys();
  return { publicKey };
});

/** The person wants to be told of missed clients in this browser, for as long as this session lasts. */
export const subscribePushAction = authorizedAction(
  { input: subscriptionInput },
  async (subscription, user) => {
    await saveSubscription(user, subscription, await requestLocale());
    return null;
  },
);

export const unsubscribePushAction = authorizedAction(
  { input: z.object({ endpoint: endpointInput }) },
  async ({ endpoint }, user) => {
    await removeSubscription(user.id, endpoint);
    return null;
  },
);
