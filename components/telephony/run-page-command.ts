import type { PageCommand } from "#lib/server/hub";

/**
 * Hands a command to the vendor's script in this page: to its function where it is there, else as a
 * CustomEvent, for whatever else of the vendor's may listen.
 */
export function runPageCommand({ functionPath, eventName, detail }: PageCommand): void {
  const owner = at(functionPath.slice(0, -1));
  const run = at(functionPath);
  if (typeof run === "function") {
    run.call(owner, detail);
    return;
  }
  const event = new CustomEvent(eventName, { bubbles: true, cancelable: true, detail });
  document.head.dispatchEvent(event);
}

function at(path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (owner, name) => (owner as Record<string, unknown> | undefined)?.[name],
    window,
  );
}
