import { describe, expect, it } from "vitest";
import { parseNetwork } from "#lib/base/networks";
import { entryFor, listOf, verdictOn } from "./address-rules";

const allowed = (...texts: string[]) => listOf(texts.map((text) => parseNetwork(text)!));
const everything = allowed("0.0.0.0/0", "::/0");

describe("never, even where everything is permitted", () => {
  it.each([
    ["this host", "0.0.0.0", "0.1.2.3", "::"],
    ["link-local", "169.254.0.1", "169.254.255.255", "fe80::1", "fe80::1%eth0", "febf::1"],
    ["metadata", "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16"],
    ["metadata over IPv6", "fd00:ec2::254", "fd20:ce::254"],
    ["multicast", "224.0.0.1", "239.255.255.255", "ff02::1"],
    ["broadcast and reserved", "255.255.255.255", "240.0.0.1"],
    ["mapped", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "::ffff:0.0.0.0"],
    ["compatible", "::169.254.169.254", "::a9fe:a9fe", "::224.0.0.1"],
    ["translated", "64:ff9b::169.254.169.254", "64:ff9b::a9fe:a9fe", "::ffff:0:a9fe:a9fe"],
    ["translated locally", "64:ff9b:1::169.254.169.254"],
    ["6to4", "2002:a9fe:a9fe::", "2002:a9fe:a9fe::1", "2002:e000:1::"],
    ["no address", "example.com", "", "1.2.3", "127.1"],
  ])("%s", (_, ...addresses) => {
    const verdicts = addresses.map((address) => verdictOn(address, everything));
    expect(verdicts).toEqual(addresses.map(() => "never"));
  });
});

describe("only with permission", () => {
  it.each([
    ["127.0.0.1", "127.0.0.0/8"],
    ["127.255.255.254", "127.0.0.0/8"],
    ["::1", "::1"],
    ["::1%lo", "::1"],
    ["10.0.0.1", "10.0.0.0/8"],
    ["172.16.0.1", "172.16.0.0/12"],
    ["172.31.255.255", "172.16.0.0/12"],
    ["192.168.1.10", "192.168.1.10"],
    ["100.64.0.1", "100.64.0.0/10"],
    ["198.18.0.1", "198.18.0.0/15"],
    ["fc00::1", "fc00::/7"],
    ["fdff::1", "fd00::/8"],
    ["fec0::1", "fec0::/10"],
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["::ffff:7f00:1", "127.0.0.1"],
    ["::7f00:1", "127.0.0.1"],
    ["::ffff:0:a00:1", "10.0.0.0/8"],
    ["64:ff9b::c0a8:10a", "192.168.1.0/24"],
    ["2002:7f00:1::", "127.0.0.1"],
    ["2002:c0a8:10a::1", "192.168.1.10"],
  ])("%s, by %s", (address, network) => {
    expect(verdictOn(address, allowed())).toBe("closed");
    expect(verdictOn(address, allowed("172.20.99.99", "fdee::/16"))).toBe("closed");
    expect(verdictOn(address, allowed(network))).toBe("open");
    expect(verdictOn(address, allowed(entryFor(address)))).toBe("open");
  });
});

const internet = `
  8.8.8.8 1.1.1.1 172.15.0.1 172.32.0.1 100.63.0.1 100.128.0.1 192.167.0.1 126.0.0.1 128.0.0.1
  223.255.255.255 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
`;

it.each(internet.trim().split(/\s+/))("%s is the internet's", (address) => {
  expect(verdictOn(address, allowed())).toBe("open");
});
