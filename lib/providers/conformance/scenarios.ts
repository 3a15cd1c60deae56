/** The provider's simulator plays what its buttons and its command line promise. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { CallEvent } from "../contract";
import type { ScenarioName } from "../simulator";
import { openHarness, openHookDoor, type Harness } from "../testing";
import { online, type Conformance } from "./suite";

/** Scenarios play at the pace of an office; this limit separates "never" from "late". */
const aWhile = { timeout: 40_000, interval: 50 };
const longTest = 60_000;

type CallStart = Extract<CallEvent, { kind: "call:ringing" | "call:dialling" }>;

export function scenarioCases(suite: Conformance): void {
  const { adapter, startSimulator } = suite;
  if (!adapter.connect && !adapter.receiveWebhook) return;

  describe("the simulator", () => {
    const cleanUps: (() => unknown)[] = [];
    afterEach(async () => {
      for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
    });

    async function open() {
      const opened: { harness?: Harness } = {};
      const door = adapter.receiveWebhook
        ? await openHookDoor((request) => opened.harness!.receive(request))
        : null;
      if (door) cleanUps.push(door.close);
      const simulator = await startSimulator({ port: 0, hookUrl: door?.url });
      cleanUps.push(simulator.close);
      const settings = adapter.settings.parse(simulator.settings);
      const harness = openHarness(adapter, settings, { extensions: ["101", "102", "103"] });
      opened.harness = harness;
      cleanUps.push(harness.close);
      if (adapter.connect) await online(harness);
      return { harness, simulator };
    }
    async function play(scenario: ScenarioName) {
      const stage = await open();
      stage.simulator.play(scenario);
      return stage.harness;
    }
    const starts = (harness: Harness) =>
      harness
        .events()
        .filter((event): event is CallStart => /^call:(ringing|dialling)$/.test(event.kind));
    const calls = (harness: Harness) =>
      new Set(starts(harness).map(({ externalId }) => externalId)).size;

    it("rings an extension", async () => {
      const { harness, simulator } = await open();
      simulator.ring({ extension: "102", from: "380440112233" });
      const rings = () => starts(harness).some(({ extension }) => extension === "102");
      await vi.waitFor(() => expect(rings()).toBe(true), aWhile);
    });

    it("plays a normal day", { timeout: longTest }, async () => {
      const harness = await play("normal-day");
      await vi.waitFor(() => expect(calls(harness)).toBeGreaterThan(0), aWhile);
    });

    it("plays a burst", { timeout: longTest }, async () => {
      const harness = await play("burst");
      await vi.waitFor(() => expect(calls(harness)).toBeGreaterThanOrEqual(5), aWhile);
    });

    it("plays a group's call", { timeout: longTest }, async () => {
      const harness = await play("group-call");
      await vi.waitFor(() => {
        const extensions = new Set(starts(harness).map(({ extension }) => extension));
        expect(extensions.size).toBeGreaterThan(1);
        const last = suite.kinds.includes("call:answered") ? "call:answered" : "call:ended";
        expect(harness.events().map(({ kind }) => kind)).toContain(last);
      }, aWhile);
    });

    if (adapter.connect) {
      it("plays a broken network", { timeout: longTest }, async () => {
        const harness = await play("network-break");
        const lost = () => harness.statuses.some(({ state }) => state === "waiting");
        await vi.waitFor(() => expect(lost()).toBe(true), aWhile);
        await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), aWhile);
        await vi.waitFor(
          () => expect(harness.events().map(({ kind }) => kind)).toContain("call:ended"),
          aWhile,
        );
      });
    }
  });
}
