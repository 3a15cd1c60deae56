import { afterEach, beforeEach, expect, vi } from "vitest";

// What the program complains about on the console is a defect, even when the assertion passes.
const spy = vi.spyOn(console, "error");
// A function that is returned would be called after the test: the spy is one.
beforeEach(() => void spy.mockClear());
afterEach(() => expect(spy.mock.calls.filter(([what]) => !isPutOff(what))).toEqual([]));

/** The browser says so of any observer whose work waits for the next frame, as that of Radix's pop-ups: nothing is lost. */
function isPutOff(what: unknown): boolean {
  return what instanceof Error && what.message.startsWith("ResizeObserver loop");
}

// Files of one worker share the process: what one test has used up of a limit counts for no other.
beforeEach(() => Reflect.set(globalThis, Symbol.for("tinycrm.limits"), undefined));

// What a file has put into a port is not there for the next.
for (const key of Object.getOwnPropertySymbols(globalThis)) {
  if (Symbol.keyFor(key)?.startsWith("tinycrm.port.")) Reflect.set(globalThis, key, undefined);
}
