/** Whom the door takes for a browser on this machine: only such a one is shown the demo's passwords. */
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { localClientHeader } from "#lib/base/door-headers";
import { createFrontDoor } from "./front-door";

const open = (publicUrl: string | null) => {
  const door = createFrontDoor({
    publicUrl,
    trustedProxies: [],
    development: false,
    securityContact: null,
  });
  door.attachPages(({ headers }, response) => {
    response.end(headers[localClientHeader] ?? "no");
  });
  return door.server;
};
const [direct, published] = [open(null), open("https://crm.example")];

beforeAll(async () => {
  for (const server of [direct, published]) {
    await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  }
});
afterAll(() => {
  for (const server of [direct, published]) server.close();
});

function ask(
  headers: Record<string, string> = {},
  { server = direct, host = "127.0.0.1" } = {},
): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: "/sign-in", headers, agent: false }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve(body));
    });
    asked.on("error", reject).end();
  });
}

it.each(["localhost", "localhost:3000", "127.0.0.1:8080", "[::1]:3000"])(
  "a browser here that asks for %s",
  async (host) => {
    expect(await ask({ host })).toBe("1");
  },
);

it.each<Record<string, string>>([
  { "x-forwarded-for": "127.0.0.1" },
  { "X-Forwarded-Proto": "http" },
  { forwarded: "for=127.0.0.1" },
  { via: "1.1 proxy" },
  { "x-real-ip": "::1" },
  { "cf-connecting-ip": "127.0.0.1" },
  { "true-client-ip": "127.0.0.1" },
  { host: "10.0.0.7" },
])("nobody who comes with %j", async (headers) => {
  expect(await ask(headers)).toBe("no");
  expect(await ask({ ...headers, [localClientHeader]: "1" })).toBe("no");
});

it.each(["rebound.evil.example", "localhost.evil.example"])(
  "nobody who asks for %s: the page is not even shown",
  async (host) => {
    expect(await ask({ host, [localClientHeader]: "1" })).toContain("TINYCRM_PUBLIC_URL");
  },
);

it("nobody behind a public address, whatever the proxy says or leaves out", async () => {
  expect(await ask({ host: "127.0.0.1:3000" }, { server: published })).toBe("no");
});

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal);

it.skipIf(!outside)("nobody who comes over the network, with any header", async () => {
  const host = outside!.address;
  expect(await ask({ host: "localhost", [localClientHeader]: "1" }, { host })).toBe("no");
});
