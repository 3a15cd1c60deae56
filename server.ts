// Composition root of the engine: what its process is made of, in the order in which it starts and stops. The pages
// have processes of their own (pages.ts).
import "#lib/base/spare-memory";
import { configSlot, readConfig } from "#lib/base/config";
import { openLog } from "#lib/base/log";
import { fillingContactCalls } from "#lib/calls/fill-contact-calls";
import { isWeakSecret, weakSecretWords } from "#lib/base/secret-file";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { installationName } from "#lib/db/setting";
import { createWriterTurns } from "#lib/db/sqlite-gate";
import { choresLease, wantChores } from "#lib/copies/chores";
import { joinCopies } from "#lib/copies/copies";
import { prepareData } from "#lib/provision/demo/prepare-data";
import { createSimulators } from "#lib/provision/demo/simulators";
import { recogniseInstallation, refuseLostDatabase } from "#lib/provision/known-installation";
import { createRealtime } from "#lib/realtime/server";
import { fillPorts } from "#lib/server/fill-ports";
import { sweepOld } from "#lib/retention/sweep";
import { createFrontDoor } from "#lib/server/front-door";
import { measureEngine } from "#lib/server/gauges";
import { hooksOrigin, listen } from "#lib/server/listen";
import { openMetricsPort } from "#lib/server/metrics";
import { startNoticeChores } from "#lib/server/notice-chores";
import { startPages } from "#lib/server/pages";
import { enterPhase } from "#lib/server/phase";
import { startTelephony } from "#lib/server/start-telephony";
import { runUntilStopped } from "#lib/server/stop";

await runUntilStopped(async (onStop) => {
  const config = readConfig();
  configSlot.set(config);
  enterPhase("starting");
  const log = openLog(config.logLevel);
  if (isWeakSecret(config.secret)) log.warn({}, weakSecretWords(config.secretFile));
  const pages = startPages(config);
  onStop("pages before they are open", pages.close);
  const turns = createWriterTurns();
  const onEmpty = () => refuseLostDatabase(config);
  await openDatabase({ url: config.databaseUrl, turns, onEmpty, alone: true });
  onStop("database", closeDatabase);
  await recogniseInstallation(config);
  const wayIn = await prepareData(config);
  const simulators = createSimulators(config, log);
  onStop("simulators", simulators.close);
  const door = createFrontDoor(config);
  const views = () => telephony.supervisor.views();
  const redis = config.redisUrl
    ? (await import("#lib/copies/redis")).openRedis(config.redisUrl, log)
    : null;
  onStop("redis", () => redis?.close());
  const installation = await installationName();
  const copies = joinCopies({ installation, redis, log });
  const { news } = copies;
  const realtime = await createRealtime(door.inside, {
    ...config,
    redis,
    news,
    log,
    connections: views,
  });
  onStop("sockets", realtime.close);
  // Before the sockets: another copy opens the links while people's browsers find their way there.
  onStop("leases", copies.close);
  wantChores(copies.leases);
  const telephony = startTelephony({ installation, copies, log, realtime });
  onStop("provider connections", telephony.close);
  measureEngine({ databaseUrl: config.databaseUrl, realtime, turns, views });
  const retention = sweepOld(log, () => copies.leases.isHeld(choresLease));
  onStop("retention", retention.close);
  onStop("last calls of contacts", fillingContactCalls(log).close);
  fillPorts({ realtime, telephony, simulators, retention, pages });
  onStop("notices", startNoticeChores(log).close);

  // Calls come in while the pages still open: who asks for one is told to come back.
  const pagesOpening = pages.open();
  pagesOpening.catch(() => undefined);
  onStop("pages", pages.close);
  door.attachPages(pages.answer);
  if (config.development) door.inside.on("upgrade", pages.upgrade);
  const port = await listen(door.server, config, wayIn);
  onStop("http", (drain) => port.leave(drain ? config.drain : 0));
  onStop("metrics", await openMetricsPort(config));
  await simulators.open(hooksOrigin(door.server, config));
  await telephony.open();
  await pagesOpening;
  enterPhase("open");
  port.announce();
});
