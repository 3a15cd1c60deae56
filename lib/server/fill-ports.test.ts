/** The engine fills every port that some room declares. */
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { configSlot, type Config } from "#lib/base/config";
import { log, openLog } from "#lib/base/log";
import { createPort, unfilledPorts } from "#lib/base/port";
import { projectFile } from "#lib/base/project-file";
import { createSimulators } from "#lib/provision/demo/simulators";
import { createRealtime, type Realtime } from "#lib/realtime/server";
import { startTelephony, type Telephony } from "./start-telephony";
import { fillPorts } from "./fill-ports";
import { onlyCopy } from "#lib/copies/copies";

const config = { secret: "x".repeat(32), publicUrl: null, redisUrl: null } as Config;
let realtime: Realtime;
let telephony: Telephony;

const fill = () =>
  fillPorts({
    realtime,
    telephony,
    simulators: createSimulators(config, log()),
    retention: { soon: () => undefined },
    pages: { metrics: () => Promise.resolve([]), workOn: () => undefined },
  });

beforeAll(async () => {
  configSlot.set(config);
  const connections = () => Promise.resolve([]);
  realtime = await createRealtime(createServer(), {
    ...config,
    redis: null,
    news: null,
    log: log(),
    connections,
  });
  telephony = startTelephony({
    installation: "test",
    copies: onlyCopy,
    log: openLog("silent"),
    realtime,
  });
});
afterAll(async () => {
  await telephony.close();
  await realtime.close();
  configSlot.clear();
});

it("leaves no port of any room unfilled", async () => {
  const files = readdirSync(projectFile("lib"))
    .map((room) => projectFile("lib", room, "ports.ts"))
    .filter((file) => existsSync(file));
  await Promise.all(files.map((file) => import(file)));
  expect(files.length).toBeGreaterThan(5);
  fill();
  expect(unfilledPorts()).toEqual([]);
});

it("names the port that nothing fills", () => {
  const forgotten = createPort<{ ask(): void }>("forgotten");
  expect(fill).toThrow("nothing fills the ports forgotten");
  expect(() => forgotten()).toThrow("tinycrm.port.forgotten is not set: start with server.ts");
  forgotten.fill({ ask: () => undefined });
  expect(fill).not.toThrow();
});
