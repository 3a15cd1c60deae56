/** Whether scripts of lines are shown open in this browser: who knows them by heart folds them once. */
const key = "tinycrm.script";

export function isScriptOpen(): boolean {
  try {
    return window.localStorage.getItem(key) === "open";
  } catch {
    // A browser that keeps nothing.
    return false;
  }
}

export function chooseScriptOpen(open: boolean): void {
  try {
    window.localStorage.setItem(key, open ? "open" : "folded");
  } catch {
    return;
  }
}
