/** Lists as files, in CSV or as an Excel sheet: what the list shows, for managers and administrators. */
import { Readable } from "node:stream";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { details, hidden } from "#lib/audit/changes";
import { recordDeed, recordReading } from "#lib/audit/record-audit";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { mayExport } from "#lib/auth/policy";
import { countEntries, entriesOf } from "#lib/audit/list-entries";
import { auditOptions } from "#lib/audit/list-options";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { listOptions } from "#lib/contacts/list-schema";
import { contactRows, countContacts } from "#lib/contacts/contact-rows";
import { callRows, countCalls } from "#lib/journal/export-journal";
import { journalView } from "#lib/journal/journal-schema";
import { localTimes } from "#lib/base/local-time";
import { csvStream, mostSheetRows, xlsxStream } from "#lib/base/spreadsheets";
import { exportWords } from "#lib/i18n/export-words";
import { exportPerson } from "#lib/privacy/export-person";
import { log } from "#lib/base/log";
import { download, localeOf, problem } from "./answers";
import { answerAs } from "./acting";
import { auditRows } from "./audit-rows";
import { refuseTooMany } from "./limited";

export const exports = new Hono<{ Variables: { user: CurrentUser } }>();

exports.use("*", async (c, next) => {
  const user = await userFromCookieHeader(c.req.header("cookie"));
  if (!user) return c.redirect("/sign-in");
  if (!mayExport(user)) {
    return c.json(problem("not_allowed", "Managers and administrators export lists"), 403);
  }
  const refused = await refuseTooMany(c, "exports", user.id);
  if (refused) return refused;
  c.set("user", user);
  await answerAs(c, user, next);
});

const format = z.object({ format: z.enum(["csv", "xlsx"]).catch("csv") });

exports.get("/contacts/export", async (c) => {
  const user = c.get("user");
  const options = listOptions.parse(c.req.query());
  return send(c, "contacts", {
    count: () => countContacts(options, user),
    rows: (cells) => contactRows(options, user, cells),
  });
});

exports.get("/calls/export", async (c) => {
  const user = c.get("user");
  const view = journalView.parse(c.req.query());
  return send(c, "calls", {
    count: () => countCalls(user, view),
    rows: (cells) => callRows(user, view, cells),
  });
});

/** For administrators alone. */
exports.get("/audit/export", async (c) => {
  if (!hasRole(c.get("user"), "admin")) {
    return c.json(problem("not_allowed", "Administrators export the audit log"), 403);
  }
  const where = entriesOf(auditOptions.parse(c.req.query()), await companyTimeZone());
  return send(c, "audit", {
    count: () => countEntries(where),
    rows: (cells) => auditRows(where, cells),
  });
});

/** All that is held about one person; for administrators, who are asked for it. */
exports.get("/contacts/export/:id{[0-9a-f-]{36}}", async (c) => {
  const user = c.get("user");
  if (!hasRole(user, "admin")) {
    return c.json(problem("not_allowed", "Administrators export what is held about a person"), 403);
  }
  const id = c.req.param("id");
  const file = z.uuid().safeParse(id).success ? await exportPerson(id) : null;
  if (!file) return c.json(problem("not_found", "There is no such contact"), 404);
  await recordDeed({ event: "contact.exported", subject: { kind: "contact", id } });
  return download(c, `personal-data-${id}.json`, Readable.from(file));
});

interface List {
  count(): Promise<number>;
  /** In a language and a time zone. */
  rows(cells: { locale: string | null; zone: string }): AsyncGenerator<string[]>;
}

async function send(
  c: Context<{ Variables: { user: CurrentUser } }>,
  list: "contacts" | "calls" | "audit",
  { count, rows }: List,
) {
  const user = c.get("user");
  const locale = localeOf(c, user);
  const { format: wanted } = format.parse(c.req.query());
  const zone = await companyTimeZone();
  const name = `${list}-${localTimes(zone)(new Date()).slice(0, 10)}.${wanted}`;
  const total = await count();
  if (wanted === "xlsx" && total > mostSheetRows) {
    const most = new Intl.NumberFormat(locale).format(mostSheetRows);
    return c.text(exportWords(locale).tooMany.replace("{most}", most), 422);
  }
  const changes = details({ format: wanted, rows: total, ...filtersOf(c) });
  await recordReading({ event: `export.${list}`, changes });
  if (wanted === "csv") return download(c, name, csvStream(rows({ locale, zone }), locale));
  return download(c, name, await xlsxStream(rows({ locale, zone })));
}

/** What was searched for may tell of a client: a name, a number, what was said. */
const tellOfClients = ["q", "number", "note"];

/** What the list was narrowed to, as the address says it; without what was searched for. */
function filtersOf(c: Context): Record<string, string> {
  const filters = Object.entries(c.req.query()).filter(([name]) => name !== "format");
  return Object.fromEntries(
    filters.map(([name, value]) => [name, tellOfClients.includes(name) ? hidden : value]),
  );
}

exports.onError((error, c) => {
  const answer = problem("failed", "The export failed; the log has the reason");
  log().error({ err: error, requestId: answer.error.requestId }, "an export failed");
  return c.json(answer, 500);
});
