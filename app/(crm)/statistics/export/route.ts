import { Readable } from "node:stream";
import { getLocale } from "next-intl/server";
import { details } from "#lib/audit/changes";
import { recordDeed } from "#lib/audit/record-audit";
import { currentUser, requestActor } from "#lib/auth/current-user";
import { headingInZone } from "#lib/base/local-time";
import { csvStream } from "#lib/base/spreadsheets";
import { countAttempt } from "#lib/auth/attempts";
import { statisticsOptions } from "#lib/statistics/options";
import { periodOf } from "#lib/base/period";
import { filterFor, readStatistics } from "#lib/statistics/read-statistics";
import { fileRows, statisticsTable, tableNames } from "#lib/statistics/tables";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { readNames, statisticsWords } from "#lib/statistics/words";

/** One of the page's tables as a file, by the page's address and `table`; the rights are the page's. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in first", { status: 401 });
  const wait = await countAttempt([{ limit: "exports", of: user.id }]);
  if (wait > 0) {
    const headers = { "retry-after": String(wait) };
    return new Response("Too many files: wait a moment", { status: 429, headers });
  }
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const name = tableNames.find((table) => table === query.table);
  if (!name) return new Response("There is no such table", { status: 404 });
  const options = statisticsOptions.parse(query);
  const period = periodOf(options, await companyTimeZone());
  const [statistics, named] = await Promise.all([
    readStatistics(period, filterFor(user, options)),
    readNames(),
  ]);
  const { names, heading } = await statisticsWords(named);
  // Dates as spreadsheets read them.
  const plain = { ...names(period.step), bucket: (label: string) => label.replace("T", " ") };
  const table = statisticsTable(name, statistics, plain);
  const file = `tinycrm-${name}-${period.firstDay}-${period.lastDay}.csv`;
  const facts = { table: name, format: "csv", from: period.firstDay, to: period.lastDay };
  const actor = await requestActor();
  await recordDeed({ event: "export.statistics", changes: details(facts), actor });
  const headings = table.columns.map(heading);
  const isOfTime = name === "days" || name === "callback-days" || name === "hours";
  if (isOfTime) headings[0] = headingInZone(headings[0]!, period.zone);
  const content = csvStream(fileRows(table, headings), await getLocale());
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  });
}
