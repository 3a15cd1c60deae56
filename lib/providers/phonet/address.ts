import type { Settings } from "./settings";

type Place = Pick<Settings, "domain" | "baseUrl">;

/** Where the REST requests go, without a slash at its end. */
export function restBase({ domain, baseUrl }: Place): string {
  return baseUrl || `https://${domain}`;
}

/** The address of one person's subscription. It holds the key: never log what this returns. */
export function subscriptionUrl(settings: Place & Pick<Settings, "apiKey">, subscriber: string) {
  const { domain, apiKey } = settings;
  const query = new URLSearchParams({ domain, apiKey, subscriber });
  return `${restBase(settings).replace(/^http/, "ws")}/live/connector/v3/easy?${query}`;
}
