/** What people ask for and may not have: an entry of the audit log for each hour, person and address. */
import type { Actor } from "#lib/audit/actor";
import { details } from "#lib/audit/changes";
import { recordRepeated } from "#lib/audit/record-repeated";
import { networkOf } from "#lib/base/client-address";
import type { Role } from "./roles";

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
