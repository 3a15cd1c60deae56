import { connect, createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { expect, it } from "vitest";
import { ownerOfPort } from "./port-owner";

it.skipIf(process.platform !== "linux")("finds whose link it is, and nobody's", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const near = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await once(near, "connect");
  const port = near.localPort!;
  expect(ownerOfPort(port, [process.ppid, process.pid])).toBe(process.pid);
  expect(ownerOfPort(port, [process.ppid])).toBeUndefined();
  near.destroy();
  server.close();
});
