import type { Actor } from "#lib/audit/actor";
import { unknownClient } from "#lib/base/client-address";
import type { CurrentUser } from "./roles";

/**
 * Whoever asks, as the audit log knows them.
 * @param user null of somebody who is not signed in
 * @param address of the client, as the door has named it (lib/base/client-address.ts)
 */
export function asActor(
  user: Pick<CurrentUser, "id" | "name" | "sessionId"> | null,
  address: string,
): Actor {
  return {
    userId: user?.id ?? null,
    name: user?.name ?? null,
    sessionId: user?.sessionId ?? null,
    address: address === unknownClient ? null : address,
  };
}
