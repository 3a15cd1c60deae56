/**
 * Simulated providers inside the process, for connections marked as simulators: the adapters talk to
 * them over real sockets in the vendors' protocols, like to any other.
 */
import { randomBytes } from "node:crypto";
import type { Config } from "#lib/base/config";
import { addressesIn } from "#lib/connections/addresses";
import { settingsFields } from "#lib/connections/setting-fields";
import { openSettings, sealSettings } from "#lib/connections/settings";
import { db } from "#lib/db/client";
import { grantSimulator } from "#lib/outgoing/permissions";
import { readDemo } from "#lib/people/demo";
import type { Logger } from "#lib/providers/contract";
import { adapters, simulatorFor } from "#lib/providers/registry";
import type { ScenarioName, Simulator } from "#lib/providers/simulator";
import type { CommandResult } from "#lib/base/command-result";
import { createSimulated } from "./create-simulated";

export const simulatorSlug = "demo";

export interface Simulators {
  /** Starts those of all connections. @param origin where their hooks reach us */
  open(origin: string): Promise<void>;
  /** Starts, restarts or stops one to match its connection's row (or its absence). */
  apply(connectionId: string): Promise<void>;
  /** Providers that can be tried with a simulator here; none where there is no demo. */
  providers(): Promise<string[]>;
  /** A new connection to a new simulator; people have the extensions they have elsewhere. */
  create(request: { provider: string; userId: string }): Promise<{ id: string; slug: string }>;
  /** Rings the person's extension as if `number` (or a random contact) called. */
  ring(request: { userId: string; number?: string }): Promise<CommandResult>;
  play(connectionId: string, scenario: ScenarioName): CommandResult;
  close(): Promise<void>;
}

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;

const readRow = (id: string) =>
  db().connection.findFirst({ where: { id, simulator: true }, include: { extensions: true } });
/** Contacts who call in the scenarios. */
const mostCallers = 20;

export function createSimulators(config: Config, log: Logger): Simulators {
  const running = new Map<string, Simulator>();
  let origin = "";

  async function start(row: Row): Promise<void> {
    const settings = { ...(await openSettings(row)), ...freshSecrets(row.provider) };
    const extensions = row.extensions.map(({ number }) => number);
    const callers = await someNumbers(mostCallers);
    const startSimulator = await simulatorFor(row.provider);
    const simulator = await startSimulator({
      port: 0,
      settings,
      ...(extensions.length > 0 && { extensions }),
      ...(callers.length > 0 && { callers }),
      hookUrl: `${origin}/api/hooks/${row.slug}`,
      script: true,
      log: (line) => log.info({ connection: row.slug }, line),
    });
    running.set(row.id, simulator);
    const addresses = addressesIn(row.provider, simulator.settings);
    grantSimulator(
      row.id,
      addresses.map(({ url }) => url),
    );
    // Its address and its secrets are others at each start.
    const moved = await sealSettings(row, { ...settings, ...simulator.settings });
    await db().connection.update({ where: { id: row.id }, data: { settings: moved } });
    await moveRecordings(row.id, hostOf(settings), hostOf(simulator.settings));
  }

  /** One that can't start must not keep the others, or the program, from it. */
  async function startSafely(row: Row): Promise<void> {
    if (!adapters.some(({ id }) => id === row.provider)) return;
    try {
      await start(row);
    } catch (error) {
      log.error({ err: error, connection: row.slug }, "the simulator could not start");
    }
  }

  async function stop(connectionId: string): Promise<void> {
    const simulator = running.get(connectionId);
    running.delete(connectionId);
    grantSimulator(connectionId, []);
    await simulator?.close();
  }

  async function providers(): Promise<string[]> {
    if ((await readDemo())?.state === "ended") return [];
    const demo = (await db().connection.count({ where: { simulator: true } })) > 0;
    return config.demo === true || (config.demo === null && demo)
      ? adapters.map(({ id }) => id)
      : [];
  }

  return {
    async open(given) {
      origin = given;
      if (config.demo === false) return;
      const rows = await db().connection.findMany({
        where: { simulator: true },
        include: { extensions: true },
      });
      for (const row of rows) await startSafely(row);
    },
    async apply(connectionId) {
      await stop(connectionId);
      const row = config.demo === false ? null : await readRow(connectionId);
      if (row) await startSafely(row);
    },
    providers,
    async create({ provider, userId }) {
      if (!(await providers()).includes(provider)) throw new Error(`no simulator of ${provider}`);
      return createSimulated({ provider, userId, start: await simulatorFor(provider) });
    },
    async ring({ userId, number }) {
      const extension = await db().extension.findFirst({
        where: { userId, connectionId: { in: [...running.keys()] } },
        orderBy: { connection: { createdAt: "asc" } },
      });
      const simulator = extension && running.get(extension.connectionId);
      if (!simulator) {
        return {
          ok: false,
          code: "no-simulator",
          message: "You have no extension on a simulated connection",
        };
      }
      const [caller = "73430112233"] = number ? [number] : await someNumbers(1);
      simulator.ring({ extension: extension.number, from: caller });
      return { ok: true };
    },
    play(connectionId, scenario) {
      const simulator = running.get(connectionId);
      if (!simulator) {
        return { ok: false, code: "no-simulator", message: "This connection has no simulator" };
      }
      simulator.play(scenario);
      return { ok: true };
    },
    async close() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}

/** Contacts' numbers, in the vendors' spelling: digits alone. */
async function someNumbers(count: number): Promise<string[]> {
  const total = await db().contactNumber.count();
  const rows = await db().contactNumber.findMany({
    skip: Math.floor(Math.random() * Math.max(total - count + 1, 1)),
    take: count,
    orderBy: { id: "asc" },
  });
  return rows.map(({ digits }) => digits);
}

/** Nobody outside this process needs to know a simulator's password. */
function freshSecrets(provider: string): Record<string, string> {
  const secrets = settingsFields(provider).filter(({ secret }) => secret);
  return Object.fromEntries(
    secrets.map(({ name }) => [name, randomBytes(16).toString("base64url")]),
  );
}

/** `127.0.0.1:10150` of whichever setting names it. */
function hostOf(settings: Record<string, unknown>): string | undefined {
  return Object.values(settings)
    .filter((value) => typeof value === "string" && URL.canParse(value))
    .map((value) => new URL(value as string))
    .find(({ hostname }) => hostname === "127.0.0.1")?.host;
}

/** Moves recordings from before the last start to the new address, where they still play. */
async function moveRecordings(connectionId: string, from?: string, to?: string): Promise<void> {
  if (!from || !to || from === to) return;
  await db().$executeRaw`
    UPDATE "Call" SET "recordingUrl" = replace("recordingUrl", ${from}, ${to})
    WHERE "connectionId" = ${connectionId} AND "recordingUrl" IS NOT NULL`;
}
