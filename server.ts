// Composition root: what the process is made of, in the order in which it starts and stops.
import { sweepAudit } from "#lib/audit/retention";
import { configSlot, readConfig, tellNextAuth } from "#lib/base/config";
import { isWeakSecret, weakSecretWords } from "#lib/base/secret-file";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { installationName } from "#lib/db/setting";
import { prepareData } from "#lib/provision/demo/prepare-data";
import { createSimulators } from "#lib/provision/demo/simulators";
import { createImporter } from "#lib/contacts/import/importer";
import { publishWritten } from "#lib/contacts/publish";
import { openLog } from "#lib/base/log";
import { createRealtime } from "#lib/realtime/server";
import { startNext } from "#lib/server/next";
import { fillPorts } from "#lib/server/fill-ports";
import { createDoor } from "#lib/server/http";
import { hooksOrigin, listen } from "#lib/server/listen";
import { runUntilStopped } from "#lib/server/stop";
import { startTelephony } from "#lib/server/start-telephony";

await runUntilStopped(async (onStop) => {
  const config = readConfig();
  configSlot.set(config);
  tellNextAuth(config);
  const log = openLog(config.logLevel);
  if (isWeakSecret(config.secret)) log.warn({}, weakSecretWords);
  await openDatabase({ url: config.databaseUrl });
  onStop("database", closeDatabase);
  const wayIn = await prepareData(config);
  const simulators = createSimulators(config, log);
  onStop("simulators", simulators.close);
  const door = createDoor(config);
  const views = () => telephony.supervisor.views();
  const realtime = await createRealtime(door.inside, { ...config, log, connections: views });
  const telephony = startTelephony({ installation: await installationName(), log, realtime });
  onStop("provider connections", telephony.close);
  onStop("sockets", realtime.close);
  const importer = createImporter({ log, publish: publishWritten });
  onStop("imports", importer.close);
  fillPorts({ realtime, telephony, simulators, importer });

  const next = await startNext(config, door);
  onStop("pages", next.close);
  onStop("http", await listen(door.server, config, wayIn));
  await simulators.open(hooksOrigin(door.server, config));
  await telephony.open();
  await importer.open();
  onStop("audit log", sweepAudit(log));
});
