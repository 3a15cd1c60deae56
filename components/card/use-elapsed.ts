import { useEffect, useState } from "react";
import { runningClock, second } from "#lib/base/duration";

/** How long ago something began, as it goes on. @param since ISO 8601 */
export function useElapsed(since: string): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), second);
    return () => clearInterval(timer);
  }, []);
  return runningClock((now - new Date(since).getTime()) / second);
}
