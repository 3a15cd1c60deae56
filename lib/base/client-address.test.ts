import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientOf, createClientFinder, nameClient, networkOf } from "./client-address";
import { parseNetwork } from "./networks";
import { projectFile } from "./project-file";

const find = (trusted: string[], peer: string | undefined, forwarded?: string) =>
  createClientFinder(trusted)({
    socket: { remoteAddress: peer } as IncomingMessage["socket"],
    headers: { "x-forwarded-for": forwarded },
  });

describe("the client", () => {
  const proxies = ["10.0.0.1", "192.168.0.0/16", "2001:db8:1::/48"];

  it.each([
    ["is the socket, whatever it says", [], "198.51.100.7", "203.0.113.9", "198.51.100.7"],
    ["is the socket where it is no proxy", proxies, "198.51.100.7", "203.0.113.9", "198.51.100.7"],
    ["is what a proxy saw", proxies, "10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["is not what it told the proxy", proxies, "10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
    [
      "stands before all proxies",
      proxies,
      "10.0.0.1",
      "1.1.1.1,203.0.113.9 , 192.168.7.7",
      "203.0.113.9",
    ],
    ["may be a proxy itself", proxies, "10.0.0.1", "192.168.7.7", "192.168.7.7"],
    ["is the proxy where it names nobody", proxies, "10.0.0.1", undefined, "10.0.0.1"],
    ["is the proxy where it names nonsense", proxies, "10.0.0.1", "1.1.1.1, unknown", "10.0.0.1"],
    [
      "is IPv4 where it comes as IPv6",
      ["10.0.0.1"],
      "::ffff:10.0.0.1",
      "::ffff:1.2.3.4",
      "1.2.3.4",
    ],
    ["has one spelling", proxies, "2001:DB8:1::9", "2001:0db8:0:0::0:1", "2001:db8::1"],
    ["is unknown without a socket", proxies, undefined, "1.1.1.1", "unknown"],
  ])("%s", (_, trusted, peer, forwarded, client) => {
    expect(find(trusted, peer, forwarded)).toBe(client);
  });

  it("reports a proxy nearby that is not listed, and no stranger far away", () => {
    const reported: string[] = [];
    const client = createClientFinder(["10.0.0.1"], (proxy) => void reported.push(proxy));
    const ask = (peer: string, forwarded?: string) =>
      client({
        socket: { remoteAddress: peer } as IncomingMessage["socket"],
        headers: { "x-forwarded-for": forwarded },
      });
    for (const peer of ["127.0.0.1", "10.0.0.1", "10.0.0.2", "fd00::2", "198.51.100.7"]) {
      ask(peer);
      ask(peer, "203.0.113.9");
    }
    expect(reported).toEqual(["127.0.0.1", "10.0.0.2", "fd00::2"]);
  });

  it("is what the door says, whatever came in", () => {
    const headers = { "x-client-address": "1.1.1.1", "x-forwarded-for": "1.1.1.1" };
    nameClient(headers, "198.51.100.7");
    expect(headers).toEqual({ "x-client-address": "198.51.100.7" });
    expect([clientOf(headers), clientOf({}), clientOf(undefined)]).toEqual([
      "198.51.100.7",
      "unknown",
      "unknown",
    ]);
  });
});

it.each([
  ["198.51.100.7", "198.51.100.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
  ["::1", "::/64"],
  ["unknown", "unknown"],
])("limits count %s as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each([
  ["10.0.0.1", true],
  ["10.0.0.0/8", true],
  ["fd00::/8", true],
  ["10.0.0.0/33", false],
  ["10.0.0.0/", false],
  ["10.0.0.0/8/8", false],
  ["10.1", false],
  ["proxy.lan", false],
  ["", false],
])("%j names a network: %s", (text, is) => {
  expect(parseNetwork(text) !== null).toBe(is);
});

it("nothing else reads what proxies write about clients, but for seeing that there is a proxy", () => {
  const read = (folder: string): string[] =>
    readdirSync(projectFile(folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.test\.|testing|generated/.test(name))
      .map((name) => `${folder}/${name}`);
  const files = [...["lib", "app", "components", "bin"].flatMap(read), "server.ts"];
  const readers = files.filter((file) =>
    /x-forwarded-for|x-real-ip|["']forwarded["']/i.test(readFileSync(projectFile(file), "utf8")),
  );
  expect(readers).toEqual(["lib/base/client-address.ts", "lib/base/door-headers.ts"]);
});
