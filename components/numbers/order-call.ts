import type { ActionResult } from "#lib/auth/action";
import { isUnanswered } from "#lib/base/command-result";
import { placeCallAction } from "#lib/calls/call-actions";
import type { PageCall } from "#lib/calls/ports";
import { later } from "../ui/later";

export interface CallOrder {
  /** As it is dialled. */
  number: string;
  contactId?: string;
  /** Runs before the call; on false nobody is called. */
  beforeCall?: () => Promise<boolean>;
  /** Runs when nobody is called after all; not when the phone may be dialling without an answer to the order. */
  onRefused?: () => void;
}

/** Null when `beforeCall` was against it. */
export type Placed = ActionResult<{ page: PageCall | null } | null>;

const secondCall = later(() => import("./second-call"));
/** While the script is on its way another click orders nothing: it would be the same call twice. */
let isOnItsWay = false;

/**
 * The one way from a page to a call. Whoever is on a call already is asked first.
 * @param go runs the order as the screen shows it; not called when they would rather not
 */
export async function orderCall(
  order: CallOrder,
  go: (place: () => Promise<Placed>) => void,
): Promise<void> {
  if (isOnItsWay) return;
  isOnItsWay = true;
  const { isSure } = await secondCall.fetch();
  isOnItsWay = false;
  if (await isSure()) go(() => place(order));
}

/** The order as an action of its screen's (`useAction`). */
export const carryOut = (order: () => Promise<Placed>): Promise<Placed> => order();

async function place({ beforeCall, onRefused, ...order }: CallOrder): Promise<Placed> {
  if (beforeCall && !(await beforeCall())) return { ok: true, data: null };
  const placed = await placeCallAction(order);
  if (!placed.ok && !isUnanswered(placed)) onRefused?.();
  if (placed.ok && placed.data.page) void runPageCommand(placed.data.page);
  return placed;
}

/** For the few whose telephone is a vendor's script in this page. */
async function runPageCommand(call: PageCall): Promise<void> {
  const page = await import("../connections/page-scripts/run-page-command");
  page.runPageCommand(call);
}
