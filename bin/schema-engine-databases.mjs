// The databases that bin/schema-engine.mjs gives to Prisma's schema engine: Prisma's driver adapters,
// with what they lack for running whole migrations.
import { randomUUID } from "node:crypto";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";

/**
 * @param provider `sqlite` or `postgres`
 * @param url empty when no database is asked; of no use when it names one of the other kind
 */
export function databaseFor(provider, url) {
  const path = sqlitePath(url);
  if (provider === "sqlite") return sqlite(path ?? ":memory:");
  return url && path === null ? postgresql(url) : postgresqlWithoutServer;
}

/** @returns the path in the address of a file, null for any other */
export function sqlitePath(url) {
  return /^file:(?:\/\/)?([^?]*)/.exec(url)?.[1] ?? null;
}

function sqlite(path) {
  const factory = new PrismaBetterSqlite3({ url: path });
  /** The engine sends a migration as one statement, and better-sqlite3 prepares no more than one. */
  async function withScripts(connecting) {
    const adapter = await connecting;
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = async (query) => {
      if (query.args.length > 0) return executeRaw(query);
      await adapter.executeScript(query.sql);
      return 0;
    };
    return adapter;
  }
  return {
    provider: "sqlite",
    adapterName: factory.adapterName,
    connect: () => withScripts(factory.connect()),
    connectToShadowDb: () => withScripts(factory.connectToShadowDb()),
  };
}

/** Numbers of types in PostgreSQL's catalogue. */
const [internalChar, bpchar] = [18, 1042];

function postgresql(url) {
  const connect = async (connectionString) => {
    const adapter = await new PrismaPg({ connectionString }).connect();
    // The adapter cuts scripts at each semicolon, also inside functions and comments.
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script));
    // The adapter refuses PostgreSQL's internal "char", of which the catalogue is full.
    const performIO = adapter.performIO.bind(adapter);
    adapter.performIO = async (query) => {
      const result = await performIO(query);
      for (const field of result.fields)
        if (field.dataTypeID === internalChar) field.dataTypeID = bpchar;
      return result;
    };
    return adapter;
  };
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(url),
    // The adapter's own names the scratch database beside the connection string, where pg does not
    // look: migrations would be replayed in the real database.
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_${randomUUID()}`;
      const main = await connect(url);
      await main.executeScript(`CREATE DATABASE "${name}"`);
      const address = new URL(url);
      address.pathname = `/${name}`;
      const shadow = await connect(address.href);
      const disconnect = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await disconnect();
        await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
        await main.dispose();
      };
      return shadow;
    },
  };
}

/** For comparing two files. The engine asks which PostgreSQL it is to write for, and nothing else. */
const postgresqlWithoutServer = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: async () => ({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    async queryRaw({ sql }) {
      if (!sql.includes("server_version_num")) return needsServer();
      return {
        columnNames: ["exists", "version", "numeric_version"],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, "PostgreSQL 14", 140_000]],
      };
    },
    executeRaw: needsServer,
    executeScript: needsServer,
    startTransaction: needsServer,
    dispose: async () => undefined,
  }),
  connectToShadowDb: needsServer,
};

async function needsServer() {
  throw new Error("This needs a PostgreSQL server: name it in DATABASE_URL");
}
