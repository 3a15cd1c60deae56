import type { Tx } from "./client";
import { direct, toDocument, type DirectTx, type Rows } from "./direct";

/** Statements of the short way inside a transaction of Prisma's, for what both kinds of writers share. */
export function directOn(tx: Tx): DirectTx {
  return {
    dialect: direct().dialect,
    rows: <Row>(sql: string, about: Rows) => tx.$queryRawUnsafe<Row[]>(sql, toDocument(about)),
    run: (sql, about) => tx.$executeRawUnsafe(sql, toDocument(about)),
  };
}
