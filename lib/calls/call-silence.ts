/** Why a call of the journal came to nobody's screen, for administrators; also of calls that are pushed. */
import { day, hour } from "#lib/base/duration";
import { passing, placeKey, type SilentPlace, type Telephone } from "#lib/people/ring-places";
import type { CallView } from "./call-view";

/** Who can be rung where, as a page was served with it. */
export interface Telephones {
  /** Ids by the connection's slug. */
  connections: Readonly<Record<string, string>>;
  known: readonly Telephone[];
  /** Keys of places that are dismissed (`placeKey`). */
  dismissed: readonly string[];
  /** When it was read, in ms. */
  readAt: number;
}

/**
 * It says how things are: of calls longer ago than a day, how they were then is unknown, and so it is after an hour
 * of who was signed in or not to be disturbed.
 * @returns one for each extension that rang in vain; of a call without any, the line's
 */
export function silencesOf(call: CallView, telephones: Telephones): SilentPlace[] {
  const connectionId = telephones.connections[call.connection];
  const ago = telephones.readAt - new Date(call.startedAt).getTime();
  const isTold = connectionId !== undefined && !call.replayed && ago < day;
  if (!isTold || call.direction !== "incoming") return [];
  return places(call, connectionId, telephones).filter(
    (place) =>
      !telephones.dismissed.includes(placeKey(place)) &&
      (ago < hour || !passing.includes(place.silence)),
  );
}

function places(call: CallView, connectionId: string, { known }: Telephones): SilentPlace[] {
  if (call.legs.length === 0) {
    const line = { connectionId, extension: null, line: call.trunk, person: null };
    return call.state === "ended" ? [{ ...line, silence: "line" }] : [];
  }
  return call.legs.flatMap(({ extension, userId }) => {
    const holder = known.find(
      (one) => one.connectionId === connectionId && one.extension === extension,
    );
    // A card came to whoever had it then.
    const silence = holder ? holder.silence : userId === null ? "nobody" : null;
    const place = { connectionId, extension, line: null };
    return silence === null ? [] : [{ ...place, silence, person: holder?.person ?? null }];
  });
}
