/** Whom the provider takes a client for, as a column keeps it. */
import type { ClientCard } from "#lib/providers/contract";

export function readClientCard(column: string | null): ClientCard | null {
  return column === null ? null : (JSON.parse(column) as ClientCard);
}

export function writeClientCard(card: ClientCard | null): string | null {
  return card && JSON.stringify(card);
}
