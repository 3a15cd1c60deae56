import { useEffect, useEffectEvent } from "react";
import { second } from "#lib/base/duration";

/** How long a farewell ("Olena took it", "missed") stays, in ms; `.farewell` fades it at the end. */
const farewellTime = 2 * second;

export function useLeaving(leaves: boolean, onLeave: () => void): void {
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => leave(), farewellTime);
    return () => clearTimeout(timer);
  }, [leaves]);
}
