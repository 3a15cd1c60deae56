/** Limits at the doors: whose request it is, and the answer to one too many. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { clientOf } from "#lib/base/client-address";
import { countAttempt } from "#lib/auth/attempts";
import { limitOf, limits, type LimitName, type StoredLimitName } from "#lib/base/limits";
import { problem } from "./answers";

/** The client's address, as the door has named it; unknown where nobody came by the door. */
export function clientOfRequest(c: Context): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return clientOf(incoming?.headers);
}

type AnyLimit = LimitName | StoredLimitName;

const isStored = (limit: AnyLimit): limit is StoredLimitName => "kept" in limits[limit];

/**
 * Counts a request where it may pass.
 * @param key whose, in the terms of the limit
 * @returns 0, or the seconds to wait
 */
export async function countRequest(limit: AnyLimit, key: string): Promise<number> {
  return isStored(limit) ? countAttempt([{ limit, of: key }]) : limitOf(limit).take(key);
}

/** Counts a request. @returns the answer to one too many, else null */
export async function refuseTooMany(
  c: Context,
  limit: AnyLimit,
  key: string,
): Promise<Response | null> {
  const wait = await countRequest(limit, key);
  if (wait === 0) return null;
  const headers = { "retry-after": String(wait) };
  return c.json(problem("too_many", `Too many requests: wait ${wait} s`), 429, headers);
}
