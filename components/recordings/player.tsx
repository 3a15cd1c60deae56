"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { playsNow } from "./one-at-a-time";
import { chooseSpeed, speeds, useSpeed } from "./speed";

/** As the door words them; anything else is `failed`. */
const errors = [
  "gone",
  "elsewhere",
  "refused",
  "unreachable",
  "not-audio",
  "timeout",
  "not-found",
  "unauthorized",
];

/** The browser's own player, with the speeds it hides; it begins at once, since somebody asked for it. */
export function Player({ callId, mayDownload }: { callId: string; mayDownload: boolean }) {
  const t = useTranslations("recordings");
  const audio = useRef<HTMLAudioElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const speed = useSpeed();
  const source = `/api/calls/${callId}/recording`;

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    // A load sets the speed back to the default one.
    element.defaultPlaybackRate = speed;
    element.playbackRate = speed;
  }, [speed, error]);

  // The element itself does not tell why.
  async function explain() {
    setError(await codeOf(source));
  }

  if (error) {
    return (
      <p
        role="alert"
        className="flex flex-wrap items-center gap-2 rounded-md bg-missed-soft px-3 py-1.5 text-sm text-missed"
      >
        {t(`errors.${errors.includes(error) ? error : "failed"}`)}
        <Button
          size="sm"
          onClick={() => {
            setTries(tries + 1);
            setError(null);
          }}
        >
          {t("retry")}
        </Button>
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {/* A telephone call has no captions. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        key={tries}
        ref={audio}
        src={source}
        controls
        autoPlay
        preload="metadata"
        controlsList="nodownload noplaybackrate"
        aria-label={t("player")}
        className="h-9 w-full max-w-md min-w-52 flex-1"
        onPlay={(event) => playsNow(event.currentTarget)}
        onError={() => void explain()}
      />
      <div role="group" aria-label={t("speed")} className="flex rounded-md bg-sunken p-0.5">
        {speeds.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === speed}
            onClick={() => chooseSpeed(one)}
            className="figures rounded px-1.5 py-0.5 text-sm text-ink-soft hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card"
          >
            {t("times", { speed: one })}
          </button>
        ))}
      </div>
      {mayDownload && (
        <Button asChild size="icon" variant="ghost">
          <a href={`${source}?download`} download aria-label={t("download")} title={t("download")}>
            <Download aria-hidden className="size-4" />
          </a>
        </Button>
      )}
    </div>
  );
}

/** Why the door refused; "failed" when it did not. */
async function codeOf(source: string): Promise<string> {
  const answer = await fetch(source, { headers: { range: "bytes=0-0" } }).catch(() => null);
  if (!answer || answer.ok) {
    await answer?.body?.cancel();
    return "failed";
  }
  const body = (await answer.json().catch(() => null)) as { error?: { code?: string } } | null;
  return body?.error?.code ?? "failed";
}
