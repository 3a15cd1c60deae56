import { ProviderError } from "../contract";
import { encodeRequest, type WireResponse } from "./wire";

/** The server says nothing at all to what it can't read: every request has its time, in ms. */
const patience = 4_500;

interface Pending {
  resolve(response: WireResponse): void;
  reject(error: ProviderError): void;
}

export type Requests = ReturnType<typeof createRequests>;

/** Requests under way on one link. @param transmit false when the link is down */
export function createRequests(transmit: (xml: string) => boolean) {
  const pending = new Map<string, Pending>();
  let lastId = 0;

  return {
    /** @throws {ProviderError} refused | timeout | not-connected | connection-lost */
    async send(
      method: string,
      data: Record<string, string>,
      signal?: AbortSignal,
    ): Promise<WireResponse> {
      const requestId = String(++lastId);
      const version = method === "Generate" ? "2" : "1";
      const answer = new Promise<WireResponse>((resolve, reject) => {
        const timer = setTimeout(giveUp, patience);
        const settled = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", giveUp);
          pending.delete(requestId);
        };
        function giveUp() {
          settled();
          reject(new ProviderError("timeout", "The PBX did not answer in time"));
        }
        signal?.addEventListener("abort", giveUp);
        pending.set(requestId, {
          resolve: (response) => (settled(), resolve(response)),
          reject: (error) => (settled(), reject(error)),
        });
        if (!transmit(encodeRequest({ method, requestId, data }, version))) {
          settled();
          reject(new ProviderError("not-connected", "The PBX is not connected"));
        }
      });
      const response = await answer;
      if (response.code !== 0) {
        const words = response.details.trim() || `The PBX refused the request (${response.code})`;
        throw new ProviderError("refused", words);
      }
      return response;
    },

    /** A refusal may carry the id of some earlier request: with one under way, it can only mean that one. */
    settle(response: WireResponse): void {
      const only = pending.size === 1 && response.code !== 0 ? [...pending.values()][0] : undefined;
      (pending.get(response.requestId) ?? only)?.resolve(response);
    },

    abandon(error: ProviderError): void {
      for (const one of [...pending.values()]) one.reject(error);
    },
  };
}
