/** Whose request one of the plain doors answers, for the audit log. */
import type { Context, Next } from "hono";
import { actingAs } from "#lib/audit/actor";
import { asActor } from "#lib/auth/as-actor";
import type { CurrentUser } from "#lib/auth/roles";
import { clientOfRequest } from "./limited";

/** Lets the door answer; what it does is done by `user`. */
export function answerAs(c: Context, user: CurrentUser, next: Next): Promise<void> {
  return actingAs(asActor(user, clientOfRequest(c)), next);
}
