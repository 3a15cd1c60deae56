// Composition root of the engine: what its process is made of, in the order in which it starts and stops. The pages
// have a process of their own (pages.ts).
import { sweepAudit } from "#lib/audit/retention";
import { configSlot, readConfig } from "#lib/base/config";
import { openLog } from "#lib/base/log";
import { isWeakSecret, weakSecretWords } from "#lib/base/secret-file";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { installationName } from "#lib/db/setting";
import { createWriterTurns } from "#lib/db/sqlite-gate";
import { prepareData } from "#lib/provision/demo/prepare-data";
import { createSimulators } from "#lib/provision/demo/simulators";
import { createRealtime } from "#lib/realtime/server";
import { fillPorts } from "#lib/server/fill-ports";
import { createFrontDoor } from "#lib/server/front-door";
import { hooksOrigin, listen } from "#lib/server/listen";
import { startPagesProcess } from "#lib/server/pages-process";
import { startTelephony } from "#lib/server/start-telephony";
import { runUntilStopped } from "#lib/server/stop";

await runUntilStopped(async (onStop) => {
  const config = readConfig();
  configSlot.set(config);
  const log = openLog(config.logLevel);
  if (isWeakSecret(config.secret)) log.warn({}, weakSecretWords);
  const pages = startPagesProcess(config);
  onStop("pages before they are open", pages.close);
  const turns = createWriterTurns();
  await openDatabase({ url: config.databaseUrl, turns });
  onStop("database", closeDatabase);
  const wayIn = await prepareData(config);
  const simulators = createSimulators(config, log);
  onStop("simulators", simulators.close);
  const door = createFrontDoor(config);
  const views = () => telephony.supervisor.views();
  const realtime = await createRealtime(door.inside, { ...config, log, connections: views });
  const telephony = startTelephony({ installation: await installationName(), log, realtime });
  onStop("provider connections", telephony.close);
  onStop("sockets", realtime.close);
  fillPorts({ realtime, telephony, simulators });

  await pages.open(turns);
  onStop("pages", pages.close);
  door.attachPages(pages.answer);
  if (config.development) door.inside.on("upgrade", pages.upgrade);
  onStop("http", await listen(door.server, config, wayIn));
  await simulators.open(hooksOrigin(door.server, config));
  await telephony.open();
  onStop("audit log", sweepAudit(log));
});
