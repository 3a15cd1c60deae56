/** The shapes of the doors' answers: errors, files, and in which language. */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { log } from "#lib/base/log";
import { isLocale, localeCookie, preferredLocale, type Locale } from "#lib/i18n/locales";

/** The one shape of every error the API answers with. */
export function problem(code: string, message: string, field?: string) {
  return { error: { code, message, ...(field && { field }), requestId: randomUUID() } };
}

export function invalid(error: z.ZodError) {
  const issue = error.issues[0];
  return problem("invalid_field", issue?.message ?? "invalid", issue?.path.join("."));
}

export function notFound(c: Context): Response {
  return c.json(problem("not_found", "There is nothing at this address"), 404);
}

/** The log has what went wrong, under the id that the client is told. */
export function answerFailure(error: Error, c: Context): Response {
  if (error instanceof HTTPException) return error.getResponse();
  const answer = problem("failed", "The request failed; the log has the reason");
  log().error({ err: error, requestId: answer.error.requestId }, "a request failed");
  return c.json(answer, 500);
}

const types: Record<string, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Answers with a file to keep; it is read as fast as it is taken. @param name ASCII, with its ending */
export function download(c: Context, name: string, content: Readable): Response {
  return c.body(Readable.toWeb(content) as ReadableStream, 200, {
    "content-type": types[name.split(".").at(-1)!] ?? "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  });
}

/** The account's language, else the one this browser chose, else the browser's own. */
export function localeOf(c: Context, user: { locale: string | null }): Locale {
  if (isLocale(user.locale)) return user.locale;
  const chosen = getCookie(c, localeCookie);
  return isLocale(chosen) ? chosen : preferredLocale(c.req.header("accept-language") ?? null);
}
