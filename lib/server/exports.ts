/** Lists as files: what a list shows, and whoever may see it, in CSV or as an Excel sheet. */
import { Hono, type Context } from "hono";
import { z } from "zod";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { callListOptions } from "#lib/calls/list-options";
import { listOptions } from "#lib/contacts/list-options";
import { callRows } from "#lib/export/call-rows";
import { contactRows, countContacts } from "#lib/export/contact-rows";
import { csvStream } from "#lib/export/csv";
import { exportWords } from "#lib/export/words";
import { mostSheetRows, xlsxStream } from "#lib/export/xlsx";
import { log } from "#lib/log";
import { countCalls } from "#lib/calls/exported-calls";
import { download } from "./download";
import { localeOf } from "./locale-of";
import { problem } from "./problem";

export const exports = new Hono<{ Variables: { user: CurrentUser } }>();

exports.use("*", async (c, next) => {
  const user = await userFromCookieHeader(c.req.header("cookie"));
  if (!user) return c.redirect("/sign-in");
  if (!hasRole(user, "manager")) {
    return c.json(problem("not_allowed", "Managers and administrators export lists"), 403);
  }
  c.set("user", user);
  await next();
});

const format = z.object({ format: z.enum(["csv", "xlsx"]).catch("csv") });

exports.get("/contacts/export", async (c) => {
  const user = c.get("user");
  const options = listOptions.parse(c.req.query());
  return send(c, "contacts", {
    count: () => countContacts(options, user),
    rows: (locale) => contactRows(options, user, locale),
  });
});

exports.get("/calls/export", async (c) => {
  const user = c.get("user");
  const { show } = callListOptions.parse(c.req.query());
  return send(c, "calls", {
    count: () => countCalls(user, show),
    rows: (locale) => callRows(user, show, locale),
  });
});

interface List {
  count(): Promise<number>;
  rows(locale: string | null): AsyncGenerator<string[]>;
}

async function send(
  c: Context<{ Variables: { user: CurrentUser } }>,
  list: "contacts" | "calls",
  { count, rows }: List,
) {
  const user = c.get("user");
  const locale = localeOf(c, user);
  const { format: wanted } = format.parse(c.req.query());
  const name = `${list}-${new Date().toISOString().slice(0, 10)}.${wanted}`;
  // Who has taken which list with them is worth a line.
  log().info({ userId: user.id, list, format: wanted }, "a list was exported");
  if (wanted === "csv") return download(c, name, csvStream(rows(locale), locale));
  if ((await count()) > mostSheetRows) {
    const most = new Intl.NumberFormat(locale).format(mostSheetRows);
    return c.text(exportWords(locale).tooMany.replace("{most}", most), 422);
  }
  return download(c, name, await xlsxStream(rows(locale)));
}

exports.onError((error, c) => {
  const answer = problem("failed", "The export failed; the log has the reason");
  log().error({ err: error, requestId: answer.error.requestId }, "an export failed");
  return c.json(answer, 500);
});
