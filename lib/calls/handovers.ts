/** Who had the client on the line, and who passed them on to whom. */
import type { CallView, LegView } from "./call-view";

/** Whoever talked in the call, in that order. */
export function talkersOf({ legs }: Pick<CallView, "legs">): LegView[] {
  return legs
    .filter(({ answeredAt }) => answeredAt !== null)
    .sort((a, b) => a.answeredAt!.localeCompare(b.answeredAt!));
}

/** A client has one colleague after the other on the line: who gave the call to whom, in that order. */
export function handoversOf(call: Pick<CallView, "legs">): { from: LegView; to: LegView }[] {
  const talkers = talkersOf(call);
  return talkers
    .slice(1)
    .map((to, index) => ({ from: talkers[index]!, to }))
    .filter(({ from, to }) => from.userId === null || from.userId !== to.userId);
}
