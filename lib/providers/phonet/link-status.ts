/** Many subscriptions, one connection: what its administrator is told. */
import type { LinkStatus } from "../contract";

/** @param statuses of every person's subscription, by extension */
export function summarize(statuses: ReadonlyMap<string, LinkStatus>): LinkStatus {
  const all = [...statuses];
  if (all.length === 0) {
    // Nothing is wrong, and nothing will ever come: the provider tells only of people one asks for.
    return { state: "online", code: "no-extensions", detail: "no extensions yet" };
  }
  const missing = all.filter(([, { state }]) => state !== "online");
  if (missing.length === 0) return { state: "online" };
  if (missing.length < all.length) {
    const count = `${all.length - missing.length} of ${all.length} people connected`;
    // Of those that are missing, the first with a reason stands for them.
    const known = missing.find(([, { detail }]) => detail);
    const why = known ? `; ${known[0]}: ${known[1].detail}` : "";
    return { state: "online", code: "partly", detail: `${count}${why}` };
  }
  const { state, code, detail } = pick(missing.map(([, status]) => status));
  const retryAt = missing.flatMap(([, status]) => status.retryAt ?? []).sort()[0];
  if (state === "connecting") return { state };
  return { state, ...(code && { code }), ...(detail && { detail }), ...(retryAt && { retryAt }) };
}

/** Refused only when all are: one that will be tried again by itself may be the first to come back. */
function pick(statuses: readonly LinkStatus[]): LinkStatus {
  return (
    statuses.find(({ state }) => state === "waiting") ??
    statuses.find(({ state }) => state === "connecting") ??
    statuses[0]!
  );
}
