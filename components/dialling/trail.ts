/**
 * Whom a person has had before them, in that order, by places on the list. K goes back on it and J comes on again: a
 * list's order alone would lead back to whom a colleague has called.
 */
export interface Trail {
  places: readonly number[];
  /** Where the person stands; behind the last place: there is nobody before them. */
  at: number;
}

export const beginTrail = (position: number | null): Trail =>
  position === null ? { places: [], at: 0 } : { places: [position], at: 0 };

/** Whom J leads to when the person has gone back. */
export const aheadOf = ({ places, at }: Trail): number | undefined => places[at + 1];
/** Whom K leads to; the list's order is asked when nobody stands before. */
export const behindOf = ({ places, at }: Trail): number | undefined => places[at - 1];

/** @param position where a step to that side has led; null: to the end */
export function walked(
  trail: Trail,
  to: "next" | "previous" | "here",
  position: number | null,
): Trail {
  const { places, at } = trail;
  if (position === null) return { places, at: places.length };
  if (places[at] === position) return trail;
  if (to === "previous") {
    if (behindOf(trail) === position) return { places, at: at - 1 };
    return { places: [position, ...places.slice(at)], at: 0 };
  }
  if (aheadOf(trail) === position) return { places, at: at + 1 };
  const before = places.slice(0, at + 1);
  return { places: [...before, position], at: before.length };
}
