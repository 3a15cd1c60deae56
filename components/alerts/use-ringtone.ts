import { useEffect, useState } from "react";
import { playRingtone, type SoundState } from "./ringtone";

/** Rings for as long as `sounds`, and tells whether it can be heard. */
export function useRingtone(sounds: boolean): SoundState {
  const [state, setState] = useState<SoundState>("silent");
  useEffect(() => {
    if (!sounds) return;
    const ringtone = playRingtone(setState);
    return () => ringtone.stop();
  }, [sounds]);
  return state;
}
