/** The door for address books: files come in by pieces, progress and what failed go out. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { recordReading } from "#lib/audit/record-audit";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { config } from "#lib/base/config";
import { hour, second } from "#lib/base/duration";
import { ceilings } from "#lib/base/limits";
import { csvStream } from "#lib/base/spreadsheets";
import { problemRows } from "#lib/contacts/import/problem-rows";
import { getImport } from "#lib/contacts/import/queries";
import { importOptions, largestFile, pieceSize } from "#lib/contacts/import/import-options";
import { beginImport } from "#lib/contacts/import/steer-import";
import { appendPiece, beginUpload, removeUpload } from "#lib/contacts/import/uploads";
import { isOwnOrigin } from "#lib/base/own-pages";
import { answerAs } from "./acting";
import { download, invalid, localeOf, problem } from "./answers";
import { largestImportStart } from "./request-limits";
import { inTime } from "./in-time";
import { importWorker } from "#lib/contacts/ports";

export const imports = new Hono<{ Variables: { user: CurrentUser } }>();

imports.use("*", async (c, next) => {
  const user = await userFromCookieHeader(c.req.header("cookie"));
  if (!user) return c.json(problem("unauthorized", "Sign in first"), 401);
  if (!hasRole(user, "manager")) {
    return c.json(problem("not_allowed", "Managers and administrators import contacts"), 403);
  }
  const { origin, host } = c.req.header();
  const writes = c.req.method !== "GET" && c.req.method !== "HEAD";
  if (writes && !(origin && isOwnOrigin(origin, host, config().publicUrl))) {
    return c.json(problem("foreign_origin", "This request comes from another site"), 403);
  }
  c.set("user", user);
  c.header("cache-control", "no-store");
  await answerAs(c, user, next);
});

imports.post("/uploads", async (c) => {
  const id = await beginUpload(c.get("user").id);
  if (id) return c.json({ id }, 201);
  const words = `There are ${ceilings.openUploads} files already: import one of them, or wait an hour`;
  return c.json(problem("too_many", words), 429, { "retry-after": String(hour / second) });
});

imports.delete("/uploads/:id{[0-9a-f-]{36}}", async (c) => {
  await removeUpload(c.get("user").id, c.req.param("id"));
  return c.body(null, 204);
});

const begun = z.object({
  uploadId: z.uuid(),
  fileName: z
    .string()
    .max(200)
    .transform((name) => name.replaceAll("\0", "").trim() || "–"),
  /** Rows of the file, for the progress bar. */
  total: z.number().int().min(0),
  options: importOptions,
});

/** Begins to take an uploaded file over; 409 while another import is under way. */
imports.post("/", inTime, bodyLimit({ maxSize: largestImportStart }), async (c) => {
  const asked = begun.safeParse(await c.req.json().catch(() => null));
  if (!asked.success) return c.json(invalid(asked.error), 400);
  try {
    const { id } = await beginImport({ ...asked.data, userId: c.get("user").id });
    importWorker().work(id);
    return c.json({ id }, 201);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "busy") return c.json(problem("busy", "Another import is under way"), 409);
    if (code !== "upload-gone") throw error;
    return c.json(problem("not_found", "There is no such upload"), 404);
  }
});

const piece = z.object({ at: z.coerce.number().int().min(0).max(largestFile) });

imports.put(
  "/uploads/:id{[0-9a-f-]{36}}",
  bodyLimit({
    maxSize: pieceSize,
    onError: (c) => c.json(problem("too_large", `A piece is over ${pieceSize} bytes`), 413),
  }),
  async (c) => {
    const asked = piece.safeParse(c.req.query());
    if (!asked.success) return c.json(problem("invalid_field", "Where it begins?", "at"), 400);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const taken = await appendPiece(c.get("user").id, c.req.param("id"), asked.data.at, bytes);
    if (taken === "taken") return c.body(null, 204);
    if (taken === "too-large") {
      return c.json(problem("too_large", `The file is over ${largestFile} bytes`), 413);
    }
    if (taken === "not-found") return c.json(problem("not_found", "There is no such upload"), 404);
    return c.json(problem("out_of_order", "The file ends elsewhere"), 409);
  },
);

imports.get("/:id{[0-9a-f-]{36}}", async (c) => {
  const found = await getImport(c.req.param("id"));
  return found ? c.json(found) : c.json(problem("not_found", "There is no such import"), 404);
});

imports.get("/:id{[0-9a-f-]{36}}/failures.csv", async (c) => {
  const found = await getImport(c.req.param("id"));
  if (!found) return c.json(problem("not_found", "There is no such import"), 404);
  const locale = localeOf(c, c.get("user"));
  const subject = { kind: "import", id: found.id } as const;
  await recordReading({ event: "export.failed-rows", subject });
  return download(c, "rows-with-problems.csv", csvStream(problemRows(found.id, locale), locale));
});
