/** The REST API, and the doors for files beside it. Each asks for a session, but for sounds and calendars. */
import { Hono } from "hono";
import { z } from "zod";
import { details } from "#lib/audit/changes";
import { recordReading } from "#lib/audit/record-audit";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { mostRows } from "#lib/auth/policy";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { readCalls } from "#lib/calls/queries";
import { readContacts } from "#lib/contacts/queries";
import { db } from "#lib/db/client";
import { search } from "#lib/search/search";
import { answerAs } from "./acting";
import { answerFailure, invalid, notFound, problem } from "./answers";
import { calendars } from "./calendars";
import { imports } from "./imports";
import { refuseTooMany } from "./limited";
import { recordings } from "./recordings";

/** Where providers fetch the sounds they are to play. The address is the key: nobody can guess it. */
const sounds = new Hono();

sounds.get("/:file{[A-Za-z0-9]{16,64}\\.wav}", async (c) => {
  const key = c.req.param("file").slice(0, -".wav".length);
  const sound = await db().campaignSound.findUnique({ where: { key }, select: { bytes: true } });
  if (!sound) return c.json(problem("not_found", "There is no such sound"), 404);
  return c.body(new Uint8Array(sound.bytes), 200, {
    "content-type": "audio/wav",
    "cache-control": "private, max-age=3600",
  });
});

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.uuid().optional(),
});

/** A page as large as the person may have it; `next` leads on. */
function within(user: CurrentUser, { limit, after }: z.infer<typeof page>) {
  return { limit: Math.min(limit, mostRows(user)), after };
}

const question = z.object({ q: z.string().trim().min(1).max(200) });
const palette = { contacts: 8, companies: 4, calls: 5, notes: 4 };

export const rest = new Hono<{ Variables: { user: CurrentUser } }>().basePath("/api");

rest.route("/sounds", sounds);
rest.route("/calendar", calendars);
rest.route("/calls", recordings);
rest.route("/imports", imports);

rest.use("/v1/*", async (c, next) => {
  const user = await userFromCookieHeader(c.req.header("cookie"));
  if (!user) return c.json(problem("unauthorized", "Sign in first"), 401);
  c.set("user", user);
  c.header("cache-control", "no-store");
  await answerAs(c, user, next);
});

rest.get("/v1/calls", async (c) => {
  const refused = await refuseTooMany(c, "rest", c.get("user").id);
  if (refused) return refused;
  const options = page.safeParse(c.req.query());
  if (!options.success) return c.json(invalid(options.error), 400);
  const answer = await readCalls(c.get("user"), within(c.get("user"), options.data));
  await recordPage(c.get("user"), "calls");
  return c.json(answer);
});

/** Managers take the address book with them where they like; sales people read it by small pages. */
rest.get("/v1/contacts", async (c) => {
  const user = c.get("user");
  const mayExport = hasRole(user, "manager");
  const refused = await refuseTooMany(c, mayExport ? "rest" : "restContacts", user.id);
  if (refused) return refused;
  const options = page.safeParse(c.req.query());
  if (!options.success) return c.json(invalid(options.error), 400);
  const answer = await readContacts(user, within(user, options.data));
  await recordPage(user, "contacts");
  return c.json(answer);
});

/** Page by page, whoever reads takes the list with them: an entry for each hour, with the pages. */
function recordPage(user: CurrentUser, list: "contacts" | "calls"): Promise<void> {
  const counted = `${list} ${user.id}`;
  return recordReading({ event: "export.rest", changes: details({ list }), counted });
}

/** As somebody types: a server action would wait for Next, which takes longer than the search. */
rest.get("/v1/search", async (c) => {
  const options = question.safeParse(c.req.query());
  if (!options.success) return c.json(invalid(options.error), 400);
  const refused = await refuseTooMany(c, "searches", c.get("user").id);
  if (refused) return refused;
  return c.json(await search(c.get("user"), options.data.q, palette));
});

rest.notFound(notFound);
rest.onError(answerFailure);
