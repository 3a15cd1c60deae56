/** The keys of what was handed over last: most copies of a group's events need not be stored again. */
export function createSeen(most = 10_000) {
  const keys = new Set<string>();
  return {
    /** @returns true the first time */
    isNew(key: string): boolean {
      if (keys.has(key)) return false;
      keys.add(key);
      if (keys.size > most) for (const oldest of keys) return keys.delete(oldest);
      return true;
    },
  };
}
