import { ProviderError } from "../contract";
import { noAnswer } from "../kit/failures";
import { createPending, notConnected, refuseAborted, type PendingRequest } from "../kit/requests";
import { encodeRequest, type WireResponse } from "./wire";

/** The server does not answer what it can't read: every request has a time limit, in ms. */
const patience = 4_500;
/** "Unknown method or broken request": its id is that of whatever the server last understood. */
const broken = 2;

export type Requests = ReturnType<typeof createRequests>;

/** Requests under way on one link. @param transmit false when the link is down */
export function createRequests(transmit: (xml: string) => boolean) {
  const pending = new Map<string, PendingRequest<WireResponse>>();
  /** Refusals without a known request id, until they are as many as the pending requests. */
  let unclaimed: WireResponse[] = [];
  let lastId = 0;

  function forget(requestId: string): void {
    pending.delete(requestId);
    if (pending.size === 0) unclaimed = [];
    if (unclaimed.length > 0 && unclaimed.length >= pending.size) {
      for (const request of [...pending.values()]) request.resolve(unclaimed[0]!);
    }
  }

  function exchange(
    method: string,
    data: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<WireResponse> {
    const requestId = String(++lastId);
    const version = method === "Generate" ? "2" : "1";
    const request = createPending<WireResponse>({
      patience,
      signal,
      expired: () => noAnswer("the PBX"),
      settled: () => forget(requestId),
    });
    pending.set(requestId, request);
    if (!transmit(encodeRequest({ method, requestId, data }, version))) {
      request.reject(notConnected());
    }
    return request.answer;
  }

  return {
    /**
     * @param data element name → text
     * @throws {ProviderError} refused | timeout | not-connected | connection-lost, and invalid for a
     * text with control characters: left out they would make another number, sent they break the XML
     */
    async send(
      method: string,
      data: Record<string, string>,
      signal?: AbortSignal,
    ): Promise<WireResponse> {
      const odd = Object.keys(data).find((name) => /\p{Cc}/u.test(data[name] ?? ""));
      if (odd) throw new ProviderError("invalid", `${odd} holds control characters`, odd);
      refuseAborted(signal);
      const response = await exchange(method, data, signal);
      if (response.code !== 0) {
        const words = response.details.trim() || `The PBX refused the request (${response.code})`;
        throw new ProviderError("refused", words);
      }
      return response;
    },

    /** Hands an answer to its request. */
    settle(response: WireResponse): void {
      if (response.code !== broken) return pending.get(response.requestId)?.resolve(response);
      if (pending.size === 0) return;
      unclaimed.push(response);
      if (unclaimed.length >= pending.size) {
        for (const request of [...pending.values()]) request.resolve(response);
      }
    },

    abandon(error: ProviderError): void {
      unclaimed = [];
      for (const request of [...pending.values()]) request.reject(error);
    },
  };
}
