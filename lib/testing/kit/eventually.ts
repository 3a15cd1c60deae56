/** For `vi.waitFor`: a limit for what hangs, not a budget; a machine that others share may pause. */
export const eventually = { timeout: 30_000, interval: 10 };
