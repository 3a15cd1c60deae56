/** Who asks, as the audit log knows them, and what they ask for and may not have. */
import type { Actor } from "#lib/audit/actor";
import { details } from "#lib/audit/changes";
import { recordRepeated } from "#lib/audit/record-repeated";
import { networkOf, unknownClient } from "#lib/base/client-address";
import type { CurrentUser, Role } from "./roles";

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

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * @param path of the page or address, without its query
 * @param needs the least role, where it is a matter of roles
 */
export function recordRefusal(
  kind: "action" | "door",
  { actor, path, needs }: { actor: Actor; path: string | null; needs?: Role },
): Promise<void> {
  const place = path?.replace(uuid, "…").slice(0, 200) ?? null;
  const whose = actor.userId ?? (actor.address && networkOf(actor.address));
  return recordRepeated({
    event: `refused.${kind}`,
    subject: { kind, name: place },
    ...(needs && { changes: details({ needs }) }),
    actor,
    counted: `${place} ${needs} ${whose}`,
  });
}
