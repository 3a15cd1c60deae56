/**
 * The suite every adapter must pass, against its own simulator over real sockets. An adapter's test
 * file calls it with a harness; quirks of a provider are tested beside it.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallEvent, ProviderAdapter } from "./contract";
import { freePort, openHarness, type Harness } from "./testing";

export interface ProviderSide {
  /** Settings that reach it. */
  settings: Record<string, unknown>;
  clientCount(): number;
  dropClients(): void;
  /** Sends one event of each kind the provider knows. */
  sendEveryKind(): void;
  sendRaw(data: string | Buffer): void;
  refuseCommands(words: string | null): void;
  close(): Promise<void>;
}

export interface Conformance {
  adapter: ProviderAdapter;
  start(options: { port?: number }): Promise<ProviderSide>;
  /** A secret in the settings that must never be seen again. */
  secret: string;
  /** The kinds `sendEveryKind` stands for. */
  kinds: CallEvent["kind"][];
  wrongSettings: { settings: Record<string, unknown>; field: string }[];
  /** Frames nobody can read. */
  garbage: (string | Buffer)[];
  unknownKind: string | Buffer;
}

const eventually = { timeout: 8_000, interval: 20 };

export function conformance({ adapter, start, ...suite }: Conformance): void {
  describe(`${adapter.id} conforms`, () => {
    let side: ProviderSide;
    let harness: Harness<unknown>;
    const online = () =>
      vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), eventually);

    beforeEach(async () => {
      side = await start({});
      harness = openHarness(adapter, adapter.settings.parse(side.settings));
      await online();
    });
    afterEach(async () => {
      harness.close();
      await side.close();
    });

    it.each(suite.wrongSettings)("names the wrong field: $field", ({ settings, field }) => {
      const parsed = adapter.settings.safeParse(settings);
      expect(parsed.success).toBe(false);
      expect(parsed.error?.issues[0]?.path.join(".")).toBe(field);
    });

    it("tells every kind of event in neutral words", async () => {
      side.sendEveryKind();
      await vi.waitFor(() => expect(harness.messages).toHaveLength(suite.kinds.length), eventually);
      const kinds = harness.messages.flatMap(({ raw }) => adapter.parse(raw)).map((e) => e.kind);
      expect(kinds.sort()).toEqual([...suite.kinds].sort());
    });

    it("keeps unknown kinds, and names what it does not know", async () => {
      side.sendRaw(suite.unknownKind);
      await vi.waitFor(() => expect(harness.messages).toHaveLength(1), eventually);
      expect(() => adapter.parse(harness.messages[0]!.raw)).toThrow(
        expect.objectContaining({ name: "ProviderError", field: "type" }),
      );
    });

    it("survives garbage: each frame is kept with its reason, the link lives on", async () => {
      for (const frame of suite.garbage) side.sendRaw(frame);
      await vi.waitFor(
        () => expect(harness.messages).toHaveLength(suite.garbage.length),
        eventually,
      );
      for (const { refused } of harness.messages) expect(refused?.message).toBeTruthy();
      side.sendEveryKind();
      const all = suite.garbage.length + suite.kinds.length;
      await vi.waitFor(() => expect(harness.messages).toHaveLength(all), eventually);
      expect(harness.statuses.map((status) => status.state)).toEqual(["connecting", "online"]);
    });

    it("comes back within a second after a drop", async () => {
      side.dropClients();
      await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("waiting"), eventually);
      const droppedAt = Date.now();
      await vi.waitFor(() => expect(side.clientCount()).toBe(1), eventually);
      expect(Date.now() - droppedAt).toBeLessThan(1_000);
      await online();
    });

    it("says so while the provider is away, and comes back when it returns", async () => {
      const port = await freePort();
      const own = await start({ port });
      const late = openHarness(adapter, adapter.settings.parse(own.settings));
      await vi.waitFor(() => expect(late.statuses.at(-1)?.state).toBe("online"), eventually);
      await own.close();
      await vi.waitFor(() => expect(late.statuses.at(-1)?.code).toBe("ECONNREFUSED"), eventually);
      const back = await start({ port });
      await vi.waitFor(() => expect(late.statuses.at(-1)?.state).toBe("online"), eventually);
      late.close();
      await back.close();
    });

    it("keeps what can't be stored yet, in order", async () => {
      let fail = true;
      const slow = openHarness(adapter, adapter.settings.parse(side.settings), {
        emit: () => (fail ? Promise.reject(new Error("disk full")) : Promise.resolve()),
      });
      await vi.waitFor(() => expect(slow.statuses.at(-1)?.state).toBe("online"), eventually);
      side.sendEveryKind();
      await vi.waitFor(() => expect(slow.logged.join()).toContain("can't be stored"), eventually);
      fail = false;
      await vi.waitFor(() => expect(slow.messages).toHaveLength(suite.kinds.length), eventually);
      slow.close();
    });

    it("leaves no link behind when it is closed", async () => {
      harness.close();
      await vi.waitFor(() => expect(side.clientCount()).toBe(0), eventually);
      const told = harness.statuses.length;
      side.dropClients();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(harness.statuses).toHaveLength(told);
      expect(side.clientCount()).toBe(0);
    });

    it("never shows the secret", async () => {
      for (const frame of suite.garbage) side.sendRaw(frame);
      side.dropClients();
      await online();
      const encoded = Buffer.from(suite.secret).toString("base64");
      const seen = JSON.stringify([harness.statuses, harness.logged]);
      expect(seen).not.toContain(suite.secret);
      expect(seen).not.toContain(encoded);
    });

    describe.runIf(adapter.placeCall)("placing a call", () => {
      const request = { extension: "101", number: "+7 (343) 0112233" };
      const place = () => adapter.placeCall!(request, harness.command(side.settings));

      it("succeeds", async () => {
        await expect(place()).resolves.toBeDefined();
      });
      it("is refused in the provider's own words", async () => {
        side.refuseCommands("Extension is not registered");
        await expect(place()).rejects.toMatchObject({
          code: "refused",
          message: "Extension is not registered",
        });
      });
      it("fails at once when there is no connection", async () => {
        side.dropClients();
        await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("waiting"), eventually);
        await expect(place()).rejects.toMatchObject({ code: "not-connected" });
      });
    });

    describe.runIf(adapter.check)("the test of settings", () => {
      const context = (settings: unknown) => ({ ...harness.command(settings) });
      it("proves good ones", async () => {
        const { detail } = await adapter.check!(context(adapter.settings.parse(side.settings)));
        expect(detail).toBeTruthy();
      });
    });
  });
}
