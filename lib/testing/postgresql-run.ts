/** Around all suites on PostgreSQL: names the run, and leaves no database of it behind. */
import { randomBytes } from "node:crypto";
import { dropDatabasesOf } from "./kit/test-database";

export default function begin(): () => Promise<void> {
  const run = randomBytes(4).toString("hex");
  // Workers begin later and inherit it.
  process.env.TEST_RUN = run;
  return () => dropDatabasesOf(run);
}
