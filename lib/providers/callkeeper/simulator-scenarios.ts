/** Days at a simulated CallKeeper: orders, and the rows of its statistics that follow. */
import type { ScenarioName } from "../simulator";
import type { Calls } from "./simulator-calls";

interface Stage {
  calls: Calls;
  extensions: readonly string[];
  later(ms: number, run: () => void): void;
  /** While away, every connection is cut, new ones as well. */
  goAway(away: boolean): void;
}

/** In ms. */
const pace = 1_000;
const callLasts = 2_000;
const breakLasts = 3_000;

const client = (n: number) => `7900555${String(1_000 + n)}`;

export function playScenario(name: ScenarioName, stage: Stage): void {
  const { calls, extensions, later, goAway } = stage;
  const call = (n: number, manager: string, talkSeconds: number) => {
    const id = calls.start({ client: client(n), manager, title: "Заявка с сайта" });
    later(callLasts, () => calls.complete(id, talkSeconds));
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
      later(pace, () => goAway(true));
      later(pace + breakLasts, () => goAway(false));
  }
}
