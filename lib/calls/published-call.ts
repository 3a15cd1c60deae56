import type { CallView } from "#lib/realtime/events";
import { writeClientCard } from "./client-card";
import { writeRouting } from "./routing";
import type { ChangedCall } from "./save-calls";
import { toCallView } from "./view";

export interface PublishedCall {
  view: CallView;
  /** Those it concerns: whose extension takes part, who asked for it, who owns the contact. */
  userIds: string[];
  /** Callbacks that this has opened, moved or closed. */
  callbackIds?: readonly string[] | undefined;
}

/** What browsers are told of a call that was just written, without reading it again. */
export function toPublishedCall(changed: ChangedCall): PublishedCall {
  const { id, version, clientE164, contact, call, legs, requestedById, outcome } = changed;
  const view = toCallView(
    {
      ...call,
      ...{ id, version, clientE164, outcome },
      clientCard: writeClientCard(call.clientCard),
      routing: writeRouting(call.routing),
      connection: changed.source,
      contact: contact && { ...contact, company: companyOf(contact.company) },
      legs: call.legs.map((leg) => ({ ...leg, ...legs.get(leg.extension)! })),
    },
    changed.candidates ?? [],
  );
  return { view, userIds: concerned([...legs.values()], requestedById, contact?.ownerId) };
}

const companyOf = (name: string | null) => (name === null ? null : { name });

export function concerned(
  legs: readonly { userId: string | null }[],
  requestedById: string | null,
  ownerId: string | null | undefined,
): string[] {
  const people = [...legs.map(({ userId }) => userId), requestedById, ownerId];
  return [...new Set(people.filter((id) => typeof id === "string"))];
}
