// Composition root: what the process is made of, in the order in which it starts and stops.
import { configSlot, readConfig, tellNextAuth } from "#lib/config";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { prepareData } from "#lib/demo/prepare-data";
import { startSimulators } from "#lib/demo/simulators";
import { openLog } from "#lib/log";
import { createRealtime } from "#lib/realtime/server";
import { startNext } from "#lib/server/next";
import { createHub } from "#lib/server/create-hub";
import { createDoor } from "#lib/server/http";
import { hubSlot } from "#lib/server/hub";
import { listen } from "#lib/server/listen";
import { runUntilStopped } from "#lib/server/stop";
import { startTelephony } from "#lib/telephony/start";

await runUntilStopped(async (onStop) => {
  const config = readConfig();
  configSlot.set(config);
  tellNextAuth(config);
  const log = openLog(config.logLevel);
  await openDatabase({ url: config.databaseUrl });
  onStop("database", closeDatabase);
  const signIn = await prepareData(config);
  const simulators = await startSimulators(config, log);
  onStop("simulators", simulators.close);

  const door = createDoor(config);
  const views = () => telephony.supervisor.views();
  const realtime = await createRealtime(door.server, { ...config, log, connections: views });
  const telephony = startTelephony({ config, log, io: realtime.io });
  onStop("provider connections", telephony.close);
  onStop("sockets", realtime.close);
  hubSlot.set(createHub({ io: realtime.io, ...telephony, simulators }));

  const next = await startNext(config, door);
  onStop("pages", next.close);
  onStop("http", await listen(door.server, config, signIn));
  await telephony.open();
});
