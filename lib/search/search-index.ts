/** The index of the database that is open. */
import { direct } from "#lib/db/direct";
import type { SearchIndex } from "./indexed";
import { postgresqlIndex } from "./postgresql-index";
import { sqliteIndex } from "./sqlite-index";

export function searchIndex(): SearchIndex {
  return direct().dialect === "sqlite" ? sqliteIndex : postgresqlIndex;
}
