/** Where an arriving call was sent, as a column keeps it. */
import type { RoutingView } from "#lib/realtime/events";

export function readRouting(column: string | null): RoutingView | null {
  return column === null ? null : (JSON.parse(column) as RoutingView);
}

export function writeRouting(routing: RoutingView | null): string | null {
  return routing && JSON.stringify(routing);
}
