import type { IncomingMessage, ServerResponse } from "node:http";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { asActor, recordRefusal } from "#lib/auth/as-actor";
import { clientOf } from "#lib/base/client-address";
import { log } from "#lib/base/log";
import { requestPathOf } from "#lib/base/door-headers";

/** Whoever is answered that they may not is in the audit log. Next's pages record that themselves. */
export function recordRefused(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (response.statusCode !== 403) return;
    const { headers } = request;
    void userFromCookieHeader(headers.cookie)
      .then((user) => {
        const actor = asActor(user, clientOf(headers));
        return recordRefusal("door", { actor, path: requestPathOf(headers) });
      })
      .catch((error: unknown) => log().error({ err: error }, "a refusal could not be recorded"));
  });
}
