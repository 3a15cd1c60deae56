/**
 * One value per process. Next bundles every module several times (pages, route handlers and
 * server.ts each get their own copy), so a module-level variable is not a singleton; a slot on
 * globalThis under a registered symbol is.
 */
export function processSlot<T>(name: string) {
  const key = Symbol.for(`tinycrm.${name}`);
  const slots = globalThis as unknown as Record<symbol, T | undefined>;
  return {
    get(): T {
      const value = slots[key];
      if (value === undefined) throw new Error(`tinycrm.${name} is not set: start with server.ts`);
      return value;
    },
    peek: (): T | undefined => slots[key],
    set(value: T): void {
      slots[key] = value;
    },
    clear(): void {
      slots[key] = undefined;
    },
  };
}
