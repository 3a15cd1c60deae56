import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { actingAs } from "#lib/audit/actor";
import { log } from "#lib/base/log";
import type { ActionError } from "./action-error";
import { currentUser, recordRefusalHere, requestActor } from "./current-user";
import { hasRole, type CurrentUser, type Role } from "./roles";

/**
 * `fields` holds a message key by field, `values` what such a message names; `message` is in plain English, or in
 * the words of the provider that refused.
 */
export interface Refusal {
  ok: false;
  code: string;
  message?: string;
  fields?: Record<string, string>;
  values?: Record<string, string>;
}

export type ActionResult<T = null> = { ok: true; data: T } | Refusal;

/**
 * Makes a server action: authenticates the caller, checks the role, parses the input and runs the use case.
 * The client is never trusted, whatever page it came from.
 */
export function authorizedAction<S extends z.ZodType, T>(
  options: { role?: Role; input: S },
  run: (input: z.output<S>, user: CurrentUser) => Promise<T>,
): (raw: unknown) => Promise<ActionResult<T>> {
  return (raw) =>
    answered(async () => {
      const user = await currentUser();
      if (!user) return { ok: false, code: "signed-out" };
      const role = options.role ?? "sales";
      if (!hasRole(user, role)) {
        await recordRefusalHere("action", role);
        return { ok: false, code: "not-allowed" };
      }
      return parsedRun(options.input, raw, (input) => run(input, user));
    });
}

/** The same for people without a session: `run` itself checks the secret of the link they came by. */
export function linkAction<S extends z.ZodType, T>(
  input: S,
  run: (input: z.output<S>) => Promise<T>,
): (raw: unknown) => Promise<ActionResult<T>> {
  return (raw) => answered(() => parsedRun(input, raw, run));
}

async function parsedRun<S extends z.ZodType, T>(
  schema: S,
  raw: unknown,
  run: (input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) return { ok: false, code: "invalid", fields: fieldsOf(parsed.error) };
  return { ok: true, data: await run(parsed.data) };
}

/** What an action does is done by whoever the request is of. */
async function answered<T>(answer: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await actingAs(await requestActor(), answer);
  } catch (error) {
    if (isActionError(error)) {
      if (error.code === "not-allowed") await recordRefusalHere("action");
      return { ok: false, code: error.code, ...error.details };
    }
    const requestId = randomUUID();
    log().error({ err: error, requestId }, "an action failed");
    return { ok: false, code: "failed", message: requestId };
  }
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}

function isActionError(error: unknown): error is ActionError {
  return error instanceof Error && error.name === "ActionError";
}
