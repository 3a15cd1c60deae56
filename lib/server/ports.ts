/** What the HTTP doors ask of the live side. */
import { createPort } from "#lib/base/port";
import type { WebhookRequest } from "#lib/providers/contract";
import type { WebhookRefusal } from "#lib/providers/webhook-refusal";
import type { WebhookResult } from "#lib/telephony/receive-webhook";

export interface HookReceiver {
  /** Hands a provider's request to the connection with this slug. @param address the sender's */
  receive(slug: string, request: WebhookRequest, address: string): Promise<WebhookResult>;
  /** Notes that the hooks door has refused a request before the connection could see it. */
  turnedAway(slug: string, refusal: WebhookRefusal): void;
  /** Whether messages can't be stored or applied at the moment. */
  storageFails(): boolean;
}

export interface MetricsReader {
  /** What all processes count, in Prometheus' own text. */
  read(): Promise<string>;
}

export const metricsReader = createPort<MetricsReader>("metrics-reader");
export const hookReceiver = createPort<HookReceiver>("hook-receiver");
