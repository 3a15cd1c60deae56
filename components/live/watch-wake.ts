/** A page that slept longer than this, in ms, can't trust its socket, even when it says OPEN. */
const longestNap = 15_000;
const beat = 5_000;

/** Calls `onWake` after the machine slept, the tab was frozen, or the network came back. */
export function watchWake(onWake: () => void): () => void {
  let last = Date.now();
  const check = () => {
    const asleep = Date.now() - last;
    last = Date.now();
    if (asleep > longestNap) onWake();
  };
  // Timers stand still while the page sleeps (and slow down in hidden tabs, to once a minute).
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") check();
    else last = Date.now();
  }, beat);
  const onVisible = () => {
    if (document.visibilityState === "visible") check();
  };
  const onResume = () => {
    last = Date.now();
    onWake();
  };
  const restored = (event: PageTransitionEvent) => event.persisted && onResume();
  document.addEventListener("visibilitychange", onVisible);
  document.addEventListener("resume", onResume);
  window.addEventListener("online", onResume);
  window.addEventListener("pageshow", restored);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", onVisible);
    document.removeEventListener("resume", onResume);
    window.removeEventListener("online", onResume);
    window.removeEventListener("pageshow", restored);
  };
}
