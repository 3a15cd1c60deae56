import { describe, expect, it } from "vitest";
import { refuseNode, refuseSqlite, warnOfNode } from "./fitting-machine.mjs";

describe("Node", () => {
  it.each(["v18.20.4", "v20.18.3"])("%s is too old", (version) => {
    expect(refuseNode(version)).toContain(`tinyCRM needs Node 20.19 or newer`);
    expect(refuseNode(version)).toContain(version);
  });

  it.each(["v20.19.0", "v20.20.2"])("%s runs, with a warning of one line", (version) => {
    expect(refuseNode(version)).toBeNull();
    expect(warnOfNode(version)).toMatch(
      /^Node 20 gets no security fixes .*22 and 24 are advised.*$/,
    );
  });

  it.each(["v22.12.0", "v24.1.0"])("%s runs, and nothing is said", (version) => {
    expect([refuseNode(version), warnOfNode(version)]).toEqual([null, null]);
  });
});

it("SQLite's driver is there, or is not asked for", () => {
  expect([refuseSqlite(), refuseSqlite("postgresql://crm@db/crm")]).toEqual([null, null]);
});
