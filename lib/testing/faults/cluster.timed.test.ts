/** Three copies behind a balancer, and the one that has the link dies, stands still, or is cut off (`npm run cluster`). */
import { expect, it } from "vitest";
import { buildCommit, hasCommit } from "#lib/testing/cluster/build-commit";
import type { Harm } from "#lib/testing/cluster/harm";
import { harms, runHarms } from "#lib/testing/cluster/run";
import { faultsOf } from "#lib/testing/cluster/report";

// CI's machine has two cores, and other suites to run: the whole is `npm run cluster`.
const office = {
  copies: 3,
  browsers: 30,
  eventsPerSecond: 20,
  clicksPerMinute: 30,
  seed: 20_261_130,
};

const named = (...names: string[]) =>
  names.map((name) => harms.find((harm) => harm.name === name)!);

async function faultsAfter(done: readonly Harm[], before?: string): Promise<string> {
  const said: string[] = [];
  const progress = (line: string) => void said.push(line);
  const options = { ...office, before, times: 1, isShort: true, progress };
  const faults = faultsOf(await runHarms(done, options));
  return faults.length > 0 ? [...faults, ...said].join("\n") : "";
}

it("loses, doubles and dials nothing twice when its holder is killed, frozen, cut off", async () => {
  expect(await faultsAfter(named("kill", "freeze", "cut-postgresql"))).toBe("");
});

/** An update: copies of the commit before run beside those of this one, one after the other. */
it("rolling-restart: people type on, whichever release they reach", async () => {
  const commit = "HEAD~1";
  // Sources without their history are replaced by themselves.
  const before = hasCommit(commit) ? buildCommit(commit) : null;
  try {
    expect(await faultsAfter(named("rolling-restart"), before?.folder)).toBe("");
  } finally {
    before?.remove();
  }
});
