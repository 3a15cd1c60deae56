import type { CandidateView } from "#lib/realtime/events";

/**
 * In the viewer's order: whole numbers before parts of one, then the viewer's own contacts; else as the
 * server ranked them.
 */
export function rankCandidates(
  candidates: readonly CandidateView[],
  viewerId: string,
): CandidateView[] {
  const place = ({ reason, owner }: CandidateView) =>
    (reason?.kind === "national" ? 2 : 0) + (owner === viewerId ? 0 : 1);
  return candidates.toSorted((a, b) => place(a) - place(b));
}
