import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createAdmission } from "./admission";

/** A server that holds upgrades, and a connection to it that asked for one. */
async function upgrade(): Promise<{ client: Socket; request: IncomingMessage }> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.on("error", () => undefined);
  onTestFinished(() => void client.destroy());
  const asked = once(server, "upgrade") as Promise<[IncomingMessage]>;
  client.write(
    "GET /socket.io/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  return { client, request: (await asked)[0] };
}

/** Takes all turns, until they are told to end. */
function busy({ signIn }: ReturnType<typeof createAdmission>) {
  const end = new AbortController();
  const ended = once(end.signal, "abort");
  const all = Array.from({ length: 16 }, () => signIn(() => ended));
  return async () => {
    end.abort();
    await Promise.all(all);
  };
}

it("lets those go first who have come farthest", async () => {
  const admission = createAdmission();
  const end = busy(admission);
  const { request } = await upgrade();
  const order: string[] = [];
  admission.handshake(request, null, () => order.push("handshake"));
  const signedIn = admission.signIn(async () => order.push("sign-in"));
  const shown = admission.snapshot(async () => void order.push("snapshot"));
  await end();
  await Promise.all([signedIn, shown]);
  await expect.poll(() => order).toEqual(["snapshot", "sign-in", "handshake"]);
});

it("outlives a browser that leaves while it waits, and lets it in no more", async () => {
  const admission = createAdmission();
  const end = busy(admission);
  const { client, request } = await upgrade();
  const told = new Promise((resolve) => admission.handshake(request, null, resolve));
  client.resetAndDestroy();
  await expect.poll(() => request.socket.destroyed).toBe(true);
  await end();
  expect(await told).toEqual(new Error("gone"));
});

it("goes on with others when one's reading fails", async () => {
  const { signIn } = createAdmission();
  await expect(signIn(() => Promise.reject(new Error("the database is away")))).rejects.toThrow();
  expect(await signIn(async () => "user")).toBe("user");
});
