/** Days at a simulated CallKeeper: orders, and the rows of its statistics that come of them. */
import type { ScenarioName } from "../simulator";
import type { CallKeeperSimulator } from "./simulator";

interface Stage {
  simulator: Pick<CallKeeperSimulator, "order" | "complete" | "goAway">;
  later(ms: number, run: () => void): void;
  extensions?: readonly string[];
}

/** In ms. */
const pace = 1_000;
const callLasts = 2_000;
const breakLasts = 3_000;

const client = (n: number) => `7900555${String(1_000 + n)}`;

export function playScenario(name: ScenarioName, stage: Stage): void {
  const { simulator, later, extensions = ["101", "102", "103"] } = stage;
  const call = (n: number, manager: string, talkSeconds: number) => {
    const id = simulator.order({ client: client(n), manager, title: "Заявка с сайта" });
    later(callLasts, () => simulator.complete(id, talkSeconds));
  };
  const managerOf = (n: number) => extensions[n % extensions.length] ?? "";
  switch (name) {
    case "normal-day":
      for (let n = 0; n < 8; n++) {
        later(n * pace, () => call(n, managerOf(n), n % 3 === 2 ? 0 : 20 + n));
      }
      return;
    case "burst":
      for (let n = 0; n < 50; n++) call(n, managerOf(n), 30);
      return;
    case "group-call":
      // The widget asks one manager after the other; its statistics name the one who answered.
      return call(0, extensions.at(-1) ?? "", 60);
    case "network-break":
      call(0, managerOf(0), 60);
      later(pace, () => simulator.goAway(true));
      later(pace + breakLasts, () => simulator.goAway(false));
  }
}
