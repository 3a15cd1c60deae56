"use client";

import { CirclePlay } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { formatDuration } from "#lib/duration";
import type { CallView } from "#lib/realtime/events";
import { Player } from "./player";

/** A call's recording in its place; nothing is fetched before somebody asks to hear it. */
export function Recording({ call, mayDownload }: { call: CallView; mayDownload: boolean }) {
  const t = useTranslations("recordings");
  const [open, setOpen] = useState(false);
  if (open) return <Player callId={call.id} mayDownload={mayDownload} />;
  return (
    <Button size="sm" onClick={() => setOpen(true)}>
      <CirclePlay aria-hidden className="size-3.5 text-accent" />
      {t("listen")}
      {call.talkSeconds ? (
        <span className="figures font-normal text-ink-soft">
          {formatDuration(call.talkSeconds)}
        </span>
      ) : null}
    </Button>
  );
}
