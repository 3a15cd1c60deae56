/** Limits at the doors: whose request it is, and the answer to one too many. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { clientOf } from "#lib/base/client-address";
import { limitOf, type LimitName } from "#lib/base/limits";
import { problem } from "./answers";

/** The client's address, as the door has named it; unknown where nobody came by the door. */
export function clientOfRequest(c: Context): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return clientOf(incoming?.headers);
}

/**
 * Counts a request.
 * @param key whose, in the terms of the limit
 * @returns the answer to one too many, else null
 */
export function refuseTooMany(c: Context, limit: LimitName, key: string): Response | null {
  const wait = limitOf(limit).take(key);
  if (wait === 0) return null;
  const headers = { "retry-after": String(wait) };
  return c.json(problem("too_many", `Too many requests: wait ${wait} s`), 429, headers);
}
