import { describe, expect, it, vi } from "vitest";
import { commandNames, type CommandName } from "./names";
import { eventually, failureOf, useStages, type Conformance, type Stage } from "./suite";

/** Words no adapter makes up. */
const words = "Extension is not registered";
/** In ms: shorter than a person who clicked would wait. */
const patience = 700;

export function commandCases(suite: Conformance): void {
  const { adapter } = suite;
  const commands = commandNames.filter((name) => adapter[name]);

  describe.each(commands)("%s", (name) => {
    const open = useStages(suite);

    async function send(stage: Stage, signal?: AbortSignal): Promise<unknown> {
      const request = await requestOf(suite, name, stage);
      const run = adapter[name] as (request: unknown, ctx: unknown) => Promise<unknown>;
      return run(request, stage.harness.command(stage.settings, signal));
    }
    const held = (stage: Stage) =>
      vi.waitFor(() => expect(stage.side.heldCommands!()).toBe(1), eventually);

    it("succeeds", async () => {
      const stage = await open();
      await send(stage);
    });

    it("is refused in the provider's own words", async () => {
      const stage = await open();
      stage.side.refuseCommands(words);
      const failure = await failureOf(stage, send(stage));
      expect(failure).toMatchObject({ code: "refused", message: expect.stringContaining(words) });
    });

    it("gives up in time when there is no answer", async () => {
      const stage = await open();
      stage.side.holdCommands!();
      const failure = failureOf(stage, send(stage, AbortSignal.timeout(patience)));
      await held(stage);
      expect(await failure).toMatchObject({ code: "timeout" });
    });

    it("says so when the connection is lost before the answer", async () => {
      const stage = await open();
      stage.side.holdCommands!();
      const failure = failureOf(stage, send(stage));
      await held(stage);
      stage.side.dropClients();
      expect(await failure).toMatchObject({ code: "connection-lost" });
    });

    it("fails at once while the provider is away", async () => {
      const stage = await open();
      const { statuses } = stage.harness;
      // The request is prepared while the provider is there.
      const request = await requestOf(suite, name, stage);
      await stage.away();
      if (adapter.connect) {
        const lost = () => statuses.some(({ state }) => state === "waiting");
        await vi.waitFor(() => expect(lost()).toBe(true), eventually);
      }
      const run = adapter[name] as (request: unknown, ctx: unknown) => Promise<unknown>;
      const command = stage.harness.command(stage.settings);
      const failure = await failureOf(stage, run(request, command));
      expect(["not-connected", "ECONNREFUSED"]).toContain((failure as { code: string }).code);
    });
  });
}

async function requestOf(suite: Conformance, name: CommandName, { side }: Stage): Promise<unknown> {
  const request = suite.requests?.[name];
  if (!request) throw new Error(`the suite has no request for ${name}`);
  return typeof request === "function" ? request(side) : request;
}
