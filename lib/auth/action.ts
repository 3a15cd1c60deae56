import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { log } from "#lib/log";
import { currentUser } from "./current-user";
import { hasRole, type CurrentUser, type Role } from "./roles";

/** `fields` holds a message key by field; `message` is in the words of whoever refused. */
export type ActionResult<T = null> =
  | { ok: true; data: T }
  | { ok: false; code: string; message?: string; fields?: Record<string, string> };

/** Thrown by a use case to say no in a way the screen can show. */
export class ActionError extends Error {
  override readonly name = "ActionError";
  constructor(
    readonly code: string,
    readonly details: { message?: string; fields?: Record<string, string> } = {},
  ) {
    super(details.message ?? code);
  }
}

/**
 * A server action's body: signs the caller in, checks the role, parses the input, runs the use case.
 * The client is never trusted, whatever page it came from.
 */
export function authorizedAction<S extends z.ZodType, T>(
  options: { role?: Role; input: S },
  run: (input: z.output<S>, user: CurrentUser) => Promise<T>,
): (raw: unknown) => Promise<ActionResult<T>> {
  return async (raw) => {
    const requestId = randomUUID();
    try {
      const user = await currentUser();
      if (!user) return { ok: false, code: "signed-out" };
      if (!hasRole(user, options.role ?? "sales")) return { ok: false, code: "not-allowed" };
      const parsed = options.input.safeParse(raw);
      if (!parsed.success) return { ok: false, code: "invalid", fields: fieldsOf(parsed.error) };
      return { ok: true, data: await run(parsed.data, user) };
    } catch (error) {
      if (isActionError(error)) return { ok: false, code: error.code, ...error.details };
      log().error({ err: error, requestId }, "an action failed");
      return { ok: false, code: "failed", message: requestId };
    }
  };
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}

function isActionError(error: unknown): error is ActionError {
  return error instanceof Error && error.name === "ActionError";
}
