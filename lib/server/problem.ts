import { randomUUID } from "node:crypto";
import type { z } from "zod";

/** The one shape of every error the API answers with. */
export function problem(code: string, message: string, field?: string) {
  return { error: { code, message, ...(field && { field }), requestId: randomUUID() } };
}

export function invalid(error: z.ZodError) {
  const issue = error.issues[0];
  return problem("invalid_field", issue?.message ?? "invalid", issue?.path.join("."));
}
