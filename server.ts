// Composition root: what the process is made of, in the order in which it starts and stops.
import { configSlot, readConfig, tellNextAuth } from "#lib/config";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { prepareData } from "#lib/demo/prepare-data";
import { createSimulators } from "#lib/demo/simulators";
import { createImporter } from "#lib/import/importer";
import { openLog } from "#lib/log";
import { createRealtime } from "#lib/realtime/server";
import { startNext } from "#lib/server/next";
import { createHub } from "#lib/server/create-hub";
import { createDoor } from "#lib/server/http";
import { hubSlot } from "#lib/server/hub";
import { hooksOrigin, listen } from "#lib/server/listen";
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
  const simulators = createSimulators(config, log);
  onStop("simulators", simulators.close);
  const door = createDoor(config);
  const views = () => telephony.supervisor.views();
  const realtime = await createRealtime(door.server, { ...config, log, connections: views });
  const telephony = startTelephony({ config, log, io: realtime.io });
  onStop("provider connections", telephony.close);
  onStop("sockets", realtime.close);
  const importer = createImporter({ log });
  onStop("imports", importer.close);
  hubSlot.set(createHub({ io: realtime.io, ...telephony, simulators, importer }));

  const next = await startNext(config, door);
  onStop("pages", next.close);
  onStop("http", await listen(door.server, config, signIn));
  await simulators.open(hooksOrigin(door.server, config));
  await telephony.open();
  await importer.open();
});
