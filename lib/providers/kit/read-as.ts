/** Reads what a vendor sent. */
import type { z } from "zod";
import { wellFormed } from "./well-formed";
import { ProviderError } from "../contract";

/**
 * @param within path of `value` in the message, where it is a part of it
 * @throws {ProviderError} `unreadable`, naming the field by its path
 */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, within?: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const parts = [within, ...(issue?.path ?? []), unknown];
  const path = parts.filter((part) => part !== undefined).join(".");
  if (unknown !== undefined) throw new ProviderError("unreadable", "is not known here", path);
  throw new ProviderError("unreadable", issue?.message ?? "can't be read", path);
}

/** JSON can write half a letter; what is made of it could not be stored. */
const halfLetter = /\\u[dD][89a-fA-F]/;
const whole = (_: string, value: unknown) =>
  typeof value === "string" ? wellFormed(value) : value;

/** @returns undefined for what is not JSON; a byte order mark before it does no harm */
export function parseJson(text: string): unknown {
  try {
    const reviver = halfLetter.test(text) ? whole : undefined;
    return JSON.parse(text.replace(/^\ufeff/, ""), reviver) as unknown;
  } catch {
    return undefined;
  }
}
