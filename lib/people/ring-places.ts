/** Places where calls ring, and why what rings there comes to no screen. */

/**
 * Why a ring came to no screen: nobody has the extension, or whoever has it may not sign in, or has not; of "do
 * not disturb", why it came without a sound. `line`: the call came to the company, and no extension rang.
 */
export type Silence = "nobody" | "disabled" | "signed-out" | "do-not-disturb" | "line";

/** Nobody knows how these were an hour ago: they are told of the last hour alone. */
export const passing: readonly Silence[] = ["signed-out", "do-not-disturb"];

export interface Telephone {
  connectionId: string;
  extension: string;
  person: { id: string; name: string };
  /** Null: it rings on somebody's screen. */
  silence: Silence | null;
}

/** At an extension, or at the company's line and nowhere else. */
export interface RingPlace {
  connectionId: string;
  extension: string | null;
  line: string | null;
}

/** Names a place among those that are dismissed. */
export function placeKey({ connectionId, extension, line }: RingPlace): string {
  return `${connectionId} ${extension === null ? `line ${line ?? ""}` : `at ${extension}`}`;
}

/** A place that nobody's screen shows, with what is to be said of it. */
export interface SilentPlace extends RingPlace {
  silence: Silence;
  /** Whose extension it is; null: nobody's. */
  person: { id: string; name: string } | null;
}
