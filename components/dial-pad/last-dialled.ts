const key = "tinycrm.dial.last";

/** The number dialled last in this browser, as telephones know it; null when none was. */
export function lastDialled(): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing.
    return null;
  }
}

export function rememberDialled(number: string): void {
  try {
    window.localStorage.setItem(key, number);
  } catch {
    // The call has been placed all the same.
  }
}
