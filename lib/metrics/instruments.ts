/** What is counted on a call's way: each is one line where the thing happens. docs/monitoring.md lists them. */
import { second } from "#lib/base/duration";
import { counter, histogram } from "./registry";

const byConnection = ["connection", "provider"] as const;

export const callsStarted = counter({
  name: "tinycrm_calls_total",
  help: "Calls recorded, told by a provider or asked for by a person.",
  labelNames: [...byConnection, "direction"],
});

export const callEvents = counter({
  name: "tinycrm_events_total",
  help: "Events applied, by what a provider's messages were understood to say.",
  labelNames: [...byConnection, "kind"],
});

export const inboxMessages = counter({
  name: "tinycrm_inbox_messages_total",
  help: "Messages of providers by what became of them: applied, kept with nothing to do, refused.",
  labelNames: [...byConnection, "outcome"],
});

export const commands = counter({
  name: "tinycrm_commands_total",
  help: "Commands of people to providers by outcome: ok, refused, unanswered.",
  labelNames: ["command", ...byConnection, "outcome"],
});

/** In seconds: a person notices a tenth, and a provider gives up after four. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const pushes = histogram(
  {
    name: "tinycrm_push_seconds",
    help: "From the arrival of a live call's start to its push to browsers.",
    labelNames: byConnection,
  },
  buckets,
);

export const hookAnswers = histogram(
  {
    name: "tinycrm_hook_seconds",
    help: "Hooks answered, by HTTP status, and how long the answer took.",
    labelNames: ["connection", "status"],
  },
  buckets,
);

/** @param from as `performance.now()` */
export function secondsSince(from: number): number {
  return (performance.now() - from) / second;
}
