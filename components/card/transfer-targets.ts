import type { TransferTarget } from "#lib/calls/occupation";

const fold = (text: string) => text.trim().toLowerCase();

/** Colleagues whose name or extension holds what was typed. */
export function matchingTargets(targets: TransferTarget[], typed: string): TransferTarget[] {
  const sought = fold(typed);
  return targets.filter(
    ({ name, extension }) => fold(name).includes(sought) || fold(extension).includes(sought),
  );
}

/** @returns the extension that is meant: typed as it is, or the one colleague who fits; null: not clear */
export function chooseTarget(targets: TransferTarget[], typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^[\d*#]+$/.test(text)) return text;
  const matching = matchingTargets(targets, text);
  return matching.length === 1 ? matching[0]!.extension : null;
}
