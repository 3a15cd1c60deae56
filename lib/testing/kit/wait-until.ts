/** Asks again and again until the answer is truthy. @throws in words, with what was last seen, when the time is over */
export async function waitUntil<T>(
  what: string,
  ask: () => T | Promise<T>,
  options: { timeout?: number; interval?: number; seen?: () => unknown } = {},
): Promise<NonNullable<T>> {
  const { timeout = 30_000, interval = 50 } = options;
  const deadline = performance.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) {
      const seen = options.seen ? `; last seen: ${JSON.stringify(options.seen())}` : "";
      throw new Error(`after ${timeout} ms still not: ${what}${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
