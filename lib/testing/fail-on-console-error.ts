import { afterEach, beforeEach, expect, vi } from "vitest";

// What the program complains about on the console is a defect, even when the assertion passes.
const spy = vi.spyOn(console, "error");
beforeEach(() => spy.mockClear());
afterEach(() => expect(spy.mock.calls).toEqual([]));
