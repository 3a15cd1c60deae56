/** What Node says of the process itself: its event loop, memory, garbage collection. */
import { collectDefaultMetrics } from "prom-client";
import { second } from "#lib/base/duration";
import { version } from "#lib/base/project-file";
import { gauge, registry } from "./registry";

/** @param process the engine, or any of those that make pages */
export function measureProcess(process: "engine" | "pages"): void {
  collectDefaultMetrics({ register: registry(), labels: { process } });
}

export function describeBuild(database: "sqlite" | "postgresql"): void {
  gauge({
    name: "tinycrm_build_info",
    help: "Always 1; the labels say which version of what runs here.",
    labelNames: ["version", "node", "database"],
  }).set({ version, node: globalThis.process.version, database }, 1);
  gauge({
    name: "tinycrm_start_time_seconds",
    help: "When this copy was started, in seconds since 1970.",
  }).set(Math.round(performance.timeOrigin / second));
}
