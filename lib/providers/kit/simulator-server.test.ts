import { expect, it } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../testing";
import { createSimulatorServer, readBody, sendJson } from "./simulator-server";

it("answers, limits bodies, and cuts what fails", async () => {
  const server = createSimulatorServer(async (request, response) => {
    sendJson(response, 201, { body: await readBody(request, 10) });
  });
  const url = `http://127.0.0.1:${await server.listen(0)}/`;
  const answer = await fetch(url, { method: "POST", body: "0123456789" });
  expect([answer.status, await answer.json()]).toEqual([201, { body: "0123456789" }]);
  await expect(fetch(url, { method: "POST", body: "0123456789A" })).rejects.toThrow();
  await server.close();
});

it("is reached from this machine alone, unless it is told otherwise", async () => {
  const server = createSimulatorServer(() => undefined);
  await server.listen(0);
  expect(server.http.address()).toMatchObject({ address: "127.0.0.1" });
  await server.close();
});

it("takes its timers, its signal and its port with it", async () => {
  const server = createSimulatorServer(() => undefined);
  const port = await freePort();
  await server.listen(port);
  const played: string[] = [];
  await new Promise<void>((resolve) => {
    server.later(10, () => {
      played.push("in time");
      resolve();
    });
  });
  server.later(100, () => played.push("too late"));
  await server.close();
  expect(server.signal.aborted).toBe(true);
  await sleep(150);
  expect(played).toEqual(["in time"]);
  const next = createSimulatorServer(() => undefined);
  expect(await next.listen(port)).toBe(port);
  await expect(createSimulatorServer(() => undefined).listen(port)).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await next.close();
});
