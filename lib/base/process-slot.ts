export interface ProcessSlot<T> {
  readonly slotName: string;
  /** @throws when it is not set */
  get(): T;
  peek(): T | undefined;
  set(value: T): void;
  clear(): void;
}

/**
 * One value per process. Next bundles every module several times (pages, route handlers and
 * server.ts each get their own copy), so a module-level variable is not a singleton; a slot on
 * globalThis under a registered symbol is.
 */
export function processSlot<T>(name: string): ProcessSlot<T> {
  const key = Symbol.for(`tinycrm.${name}`);
  const slots = globalThis as unknown as Record<symbol, T | undefined>;
  return {
    slotName: name,
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

export interface SharedSlot<T> extends ProcessSlot<T> {
  /** Calls `listener` with each value from now on. @returns what ends that */
  watch(listener: (value: T) => void): () => void;
}

/** A slot of the engine's process whose plain values each of the pages' gets a copy of (lib/server/crossing.ts). */
export function sharedSlot<T>(name: string): SharedSlot<T> {
  const slot = processSlot<T>(name);
  const listeners = new Set<(value: T) => void>();
  return {
    ...slot,
    set(value) {
      slot.set(value);
      for (const listener of listeners) listener(value);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
