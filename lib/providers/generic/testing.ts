/** What this folder's tests share. */
import type { WebhookRequest } from "../contract";
import { Webhook } from "standardwebhooks";
import { settings, type Settings } from "./settings";
import { newHookToken } from "./token";

export const token = newHookToken();

export function settingsFor(more: object = {}): Settings {
  return settings.parse({ token, ...more });
}

interface Signing {
  id?: string;
  at?: Date;
  token?: string;
  headers?: Record<string, string>;
}

/** A message as a PBX signs it, by Standard Webhooks' own library. */
export function signed(body: unknown, how: Signing = {}): WebhookRequest {
  const { id = "msg_1", at = new Date(), headers = {} } = how;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    method: "POST",
    headers: new Headers({
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(how.token ?? token).sign(id, at, text),
      ...headers,
    }),
    body: text,
    query: new URLSearchParams(),
  };
}
