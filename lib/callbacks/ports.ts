/** What the callbacks room asks of the live side. */
import { createPort } from "#lib/base/port";

export interface CallbackPublisher {
  /** Sends the callbacks as they are now to everybody; call after changing them. */
  publish(ids: readonly string[]): Promise<void>;
}

export const callbackPublisher = createPort<CallbackPublisher>("callback-publisher");
