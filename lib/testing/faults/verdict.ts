import type { Judgement } from "#lib/testing/kit/product-office";

/** The differences alone, so that a failing test shows them. */
export function verdict({ lost, doubled, wrong }: Judgement) {
  return { lost, doubled, wrong };
}

export const nothingLost = { lost: [], doubled: [], wrong: [] };
