import { statisticsWords } from "#lib/statistics/words";
import { currentUser } from "#lib/auth/current-user";
import { toCsv } from "#lib/statistics/export-csv";
import { readNames } from "#lib/statistics/names";
import { statisticsOptions } from "#lib/statistics/options";
import { periodOf } from "#lib/statistics/period";
import { narrowingFor, readStatistics } from "#lib/statistics/read-statistics";
import { statisticsTable, tableNames } from "#lib/statistics/tables";
import { companyTimeZone } from "#lib/statistics/time-zone";

/** One of the page's tables as a file, by the page's address and `table`; the rights are the page's. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in first", { status: 401 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const name = tableNames.find((one) => one === query.table);
  if (!name) return new Response("There is no such table", { status: 404 });
  const options = statisticsOptions.parse(query);
  const period = periodOf(options, await companyTimeZone());
  const [statistics, known] = await Promise.all([
    readStatistics(period, narrowingFor(user, options)),
    readNames(),
  ]);
  const { names, heading } = await statisticsWords(known);
  // Dates as spreadsheets read them.
  const plain = { ...names(period.step), bucket: (label: string) => label.replace("T", " ") };
  const table = statisticsTable(name, statistics, plain);
  const file = `tinycrm-${name}-${period.firstDay}-${period.lastDay}.csv`;
  return new Response(toCsv(table, table.columns.map(heading)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  });
}
