/**
 * Answers a routing request: the call goes to the client's owner when they can take it, else to the
 * fallback. Each choice has a reason, which is kept on the call.
 */
import { candidatesAmong, everyMatch } from "#lib/numbers/match-contacts";
import { db } from "#lib/db/client";
import { toPresence, presenceSelect } from "#lib/people/presence";
import type { RoutingReason } from "./call-view";
import { occupation } from "./occupation";

export interface RoutedCall {
  id: string;
  connectionId: string;
  clientE164: string | null;
  contactId: string | null;
}

export interface Choice {
  /** Null leaves the call to the PBX. */
  extension: string | null;
  reason: RoutingReason;
}

/** @param fallback the extension when the owner can't take the call */
export async function chooseExtension(call: RoutedCall, fallback: string | null): Promise<Choice> {
  const otherwise = (reason: RoutingReason): Choice => ({ extension: fallback, reason });
  const owners = await ownersOf(call);
  if (owners === null) return otherwise("unknown-client");
  const [owner, ...others] = owners;
  if (!owner) return otherwise("no-owner");
  if (others.length > 0) return otherwise("several-owners");

  const [user, extension, { userIds, expecting }] = await Promise.all([
    db().user.findUniqueOrThrow({
      where: { id: owner },
      select: { ...presenceSelect, disabledAt: true },
    }),
    db().extension.findUnique({
      where: { userId_connectionId: { userId: owner, connectionId: call.connectionId } },
      select: { number: true },
    }),
    occupation({ except: call.id }),
  ]);
  if (user.disabledAt) return otherwise("owner-disabled");
  if (!extension) return otherwise("owner-elsewhere");
  const { away, doNotDisturb } = toPresence(user);
  if (away) return otherwise("owner-away");
  if (doNotDisturb) return otherwise("owner-do-not-disturb");
  const busy = userIds.has(owner) || expecting(call.connectionId, extension.number);
  return busy ? otherwise("owner-busy") : { extension: extension.number, reason: "owner" };
}

/** Owners of the contacts with the client's number, each once; null when no contact has it. */
async function ownersOf({ contactId, clientE164 }: RoutedCall): Promise<string[] | null> {
  const contacts = contactId
    ? await db().contact.findMany({ where: { id: contactId }, select: { ownerId: true } })
    : await contactsWith(clientE164);
  if (contacts.length === 0) return null;
  return [...new Set(contacts.flatMap(({ ownerId }) => ownerId ?? []))];
}

async function contactsWith(e164: string | null): Promise<{ ownerId: string | null }[]> {
  if (!e164) return [];
  const matches = candidatesAmong((await everyMatch(db(), [e164])).get(e164) ?? []);
  return matches.filter(({ reason }) => reason.chosen || reason.kind === "number");
}
