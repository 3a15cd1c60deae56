import { ProviderError } from "../contract";
import { encodeRequest, type WireResponse } from "./wire";

/** The server says nothing at all to what it can't read: every request has its time, in ms. */
const patience = 4_500;
/** "Unknown method or broken request": its id is that of whatever the server last understood. */
const broken = 2;

interface Pending {
  resolve(response: WireResponse): void;
  reject(error: ProviderError): void;
}

export type Requests = ReturnType<typeof createRequests>;

/** Requests under way on one link. @param transmit false when the link is down */
export function createRequests(transmit: (xml: string) => boolean) {
  const pending = new Map<string, Pending>();
  /** Refusals that don't tell whose they are, until there is nobody left but them. */
  let unclaimed: WireResponse[] = [];
  let lastId = 0;

  function forget(requestId: string): void {
    pending.delete(requestId);
    if (pending.size === 0) unclaimed = [];
    if (unclaimed.length > 0 && unclaimed.length >= pending.size) {
      for (const one of [...pending.values()]) one.resolve(unclaimed[0]!);
    }
  }

  function exchange(
    method: string,
    data: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<WireResponse> {
    const requestId = String(++lastId);
    const version = method === "Generate" ? "2" : "1";
    return new Promise<WireResponse>((resolve, reject) => {
      const timer = setTimeout(giveUp, patience);
      const settled = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
        forget(requestId);
      };
      function giveUp() {
        reject(
          new ProviderError(
            "timeout",
            "The PBX did not answer in time: check what it did before trying again",
          ),
        );
        settled();
      }
      signal?.addEventListener("abort", giveUp);
      pending.set(requestId, {
        resolve: (response) => (resolve(response), settled()),
        reject: (error) => (reject(error), settled()),
      });
      if (!transmit(encodeRequest({ method, requestId, data }, version))) {
        reject(new ProviderError("not-connected", "The PBX is not connected"));
        settled();
      }
    });
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
      if (signal?.aborted) throw new ProviderError("timeout", "The command was given up");
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
        for (const one of [...pending.values()]) one.resolve(response);
      }
    },

    abandon(error: ProviderError): void {
      unclaimed = [];
      for (const one of [...pending.values()]) one.reject(error);
    },
  };
}
