"use client";

import { CirclePlay, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";
import type { CallView } from "#lib/calls/call-view";
import { Segments } from "#components/ui/segments";
import { useDuration } from "../../ui/use-duration";

/** A call's recording in its place; nothing is fetched before somebody asks to hear it. */
export function Recording({ call, mayDownload }: { call: CallView; mayDownload: boolean }) {
  const t = useTranslations("recordings");
  const duration = useDuration();
  const [open, setOpen] = useState(false);
  if (open) return <Player callId={call.id} mayDownload={mayDownload} />;
  return (
    <Button size="sm" onClick={() => setOpen(true)}>
      <CirclePlay aria-hidden className="size-3.5 text-accent" />
      {t("listen")}
      {call.talkSeconds ? (
        <span className="figures font-normal text-ink-soft">{duration(call.talkSeconds)}</span>
      ) : null}
    </Button>
  );
}

/** As the door words them; anything else is `failed`. */
const errors = [
  "gone",
  "elsewhere",
  "not-web",
  "closed",
  "too-large",
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
        {t(`errors.${errors.includes(error) ? error : "failed"}` as "errors.failed")}
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
      <Segments
        size="small"
        label={t("speed")}
        values={speeds}
        chosen={speed}
        onChoose={chooseSpeed}
        wordsOf={(one) => t("times", { speed: one })}
      />
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

let playing: HTMLAudioElement | null = null;

/** Nobody listens to two talks at once: what played before is paused. */
function playsNow(audio: HTMLAudioElement): void {
  if (playing !== audio) playing?.pause();
  playing = audio;
}

/** How fast recordings are played, in this browser: whoever listens to many chooses once. */
const speeds = [1, 1.25, 1.5, 2] as const;
type Speed = (typeof speeds)[number];

const key = "tinycrm.recordings.speed";
const usual: Speed = 1;
const listeners = new Set<() => void>();

function read(): Speed {
  try {
    const stored = Number(window.localStorage.getItem(key));
    return speeds.find((speed) => speed === stored) ?? usual;
  } catch {
    // A browser that keeps nothing.
    return usual;
  }
}

function chooseSpeed(speed: Speed): void {
  try {
    window.localStorage.setItem(key, String(speed));
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function useSpeed(): Speed {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => usual,
  );
}
