import type { PageCall } from "#lib/calls/ports";
import { runInWidget } from "./widget-frames";

/**
 * Hands a command to the vendor's script in its frame; without one it is a CustomEvent on this page, for
 * whatever else of the vendor's may listen.
 */
export function runPageCommand(call: PageCall): void {
  if (runInWidget(call)) return;
  const { eventName, detail } = call;
  const event = new CustomEvent(eventName, { bubbles: true, cancelable: true, detail });
  document.head.dispatchEvent(event);
}
