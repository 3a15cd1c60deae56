/** The door for address books: files come in by pieces, progress and what failed go out. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { config } from "#lib/config";
import { csvStream } from "#lib/export/csv";
import { failureRows } from "#lib/import/failure-rows";
import { importOptions } from "#lib/import/import-options";
import { getImport } from "#lib/import/queries";
import { beginImport } from "#lib/import/steer-import";
import { largestFile, pieceSize } from "#lib/import/upload-limits";
import { appendPiece, beginUpload } from "#lib/import/uploads";
import { isOwnOrigin } from "#lib/realtime/own-origin";
import { download } from "./download";
import { localeOf } from "./locale-of";
import { hub } from "./hub";
import { invalid, problem } from "./problem";

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
  await next();
});

imports.post("/uploads", async (c) => c.json({ id: await beginUpload(c.get("user").id) }, 201));

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
imports.post("/", bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
  const asked = begun.safeParse(await c.req.json().catch(() => null));
  if (!asked.success) return c.json(invalid(asked.error), 400);
  try {
    const { id } = await beginImport({ ...asked.data, userId: c.get("user").id });
    await hub().workOnImport(id);
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
  return download(c, "failed-rows.csv", csvStream(failureRows(found.id, locale), locale));
});
