/**
 * Simulated PBXs inside the process, for connections marked as simulators: the adapter talks to them
 * over a real socket in the vendor's protocol, like to any other.
 */
import type { Config } from "#lib/config";
import { openSettings, sealSettings } from "#lib/connections/settings";
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import { startSimulator, type Simulator } from "#lib/providers/prostie-zvonki/simulator";
import type { CommandResult } from "#lib/server/hub";

export const simulatorSlug = "demo";

export interface Simulators {
  /** Rings the person's extension as if `number` (or a random contact) called. */
  ring(request: { userId: string; number?: string }): Promise<CommandResult>;
  close(): Promise<void>;
}

export async function startSimulators(config: Config, log: Logger): Promise<Simulators> {
  const running = new Map<string, Simulator>();
  const rows =
    config.demo === false ? [] : await db().connection.findMany({ where: { simulator: true } });
  for (const row of rows) {
    const settings = (await openSettings(row)) as { password: string };
    const simulator = await startSimulator({
      host: "127.0.0.1",
      port: 0,
      password: settings.password,
      script: true,
      log: (line) => log.info({ connection: row.slug }, line),
    });
    running.set(row.id, simulator);
    const moved = await sealSettings(row, { ...settings, url: simulator.url });
    await db().connection.update({ where: { id: row.id }, data: { settings: moved } });
  }

  return {
    async ring({ userId, number }) {
      const extension = await db().extension.findFirst({
        where: { userId, connectionId: { in: [...running.keys()] } },
      });
      const simulator = extension && running.get(extension.connectionId);
      if (!simulator) {
        return {
          ok: false,
          code: "no-simulator",
          message: "You have no extension on a simulated connection",
        };
      }
      simulator.ring({ extension: extension.number, from: number ?? (await someNumber()) });
      return { ok: true };
    },
    async close() {
      await Promise.all([...running.values()].map((simulator) => simulator.close()));
    },
  };
}

/** A contact's number, in the vendor's spelling: digits alone. */
async function someNumber(): Promise<string> {
  const total = await db().contactNumber.count();
  const row = await db().contactNumber.findFirst({
    skip: Math.floor(Math.random() * Math.max(total, 1)),
    orderBy: { id: "asc" },
  });
  return row?.digits ?? "73430112233";
}
