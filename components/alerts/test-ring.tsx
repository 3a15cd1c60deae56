"use client";

import { BellRing, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { playRingtone, type Ringtone, type SoundState } from "./ringtone";

/** Two rounds of the ringtone, so that a person knows it before a client calls. */
export function TestRing() {
  const t = useTranslations("alerts");
  const [state, setState] = useState<SoundState>("silent");
  const playing = useRef<Ringtone>(null);
  useEffect(() => () => playing.current?.stop(), []);
  const play = () => {
    playing.current?.stop();
    playing.current = playRingtone(setState, { rounds: 2, onEnd: () => (playing.current = null) });
  };
  const stop = () => {
    playing.current?.stop();
    playing.current = null;
  };
  const silent = state === "silent";
  const Icon = silent ? BellRing : Square;
  return (
    <Button size="sm" data-sounding={state} onClick={silent ? play : stop}>
      <Icon aria-hidden className="size-3.5" />
      {t(silent ? "test" : "stopTest")}
    </Button>
  );
}
