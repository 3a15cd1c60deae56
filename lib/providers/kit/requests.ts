/** Requests on a link, whose answers come as messages of their own. */
import { ProviderError } from "../contract";

/** One request that waits for its answer. */
export interface PendingRequest<T> {
  answer: Promise<T>;
  resolve(value: T): void;
  reject(error: ProviderError): void;
}

export interface PendingOptions {
  /** How long the answer is waited for, in ms. */
  patience: number;
  /** Gives the request up. */
  signal?: AbortSignal;
  /** What it fails with when time is up, or when it is given up. */
  expired(): ProviderError;
  /** Called once, however it ended, after `answer` is settled. */
  settled(expired: boolean): void;
}

/** The caller keeps it until an answer comes or the link is gone; no timer outlives it. */
export function createPending<T>(options: PendingOptions): PendingRequest<T> {
  const { patience, signal, expired, settled } = options;
  let fulfil!: (value: T) => void;
  let fail!: (error: ProviderError) => void;
  const answer = new Promise<T>((resolve, reject) => {
    fulfil = resolve;
    fail = reject;
  });
  let done = false;

  function end(settle: () => void, late = false): void {
    if (done) return;
    done = true;
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
    settle();
    settled(late);
  }
  function giveUp(): void {
    const error = expired();
    end(() => fail(error), true);
  }

  const timer = setTimeout(giveUp, patience);
  signal?.addEventListener("abort", giveUp);
  return {
    answer,
    resolve: (value) => end(() => fulfil(value)),
    reject: (error) => end(() => fail(error)),
  };
}

/** @throws {ProviderError} when the command was given up before it began */
export function refuseAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw new ProviderError("timeout", "The command was given up");
}

export function notConnected(words = "The PBX is not connected"): ProviderError {
  return new ProviderError("not-connected", words);
}
