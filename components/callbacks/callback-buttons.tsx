"use client";

import { Check, Ellipsis, Hand } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useMe, usePersonName } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu";
import type { CallbackView } from "#lib/realtime/events";
import { claimant, shownFrom } from "./arrange";
import { clockWords } from "./clock-time";
import { HandOverDialog } from "./hand-over-dialog";
import { PickTimeDialog } from "./pick-time-dialog";
import { putOffs } from "./put-offs";
import { whoIs, type CallbackCommands } from "./use-callback-commands";

interface ButtonsProps {
  callback: CallbackView;
  now: number;
  commands: CallbackCommands;
}

export function CallbackButtons(props: ButtonsProps) {
  const t = useTranslations("callbacks");
  const { callback, commands } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 sm:justify-end">
      <Claim {...props} />
      <Button
        size="sm"
        disabled={commands.pending}
        onClick={() => commands.close("done")}
        aria-label={t("doneNamed", { who: whoIs(callback) })}
      >
        <Check aria-hidden className="size-3.5" />
        {t("done")}
      </Button>
      <More {...props} />
    </div>
  );
}

/** "I am on it", and who is. */
function Claim({ callback, now, commands }: ButtonsProps) {
  const t = useTranslations("callbacks");
  const { userId } = useMe();
  const nameOf = usePersonName();
  const holder = claimant(callback, now);
  const who = whoIs(callback);
  if (holder && holder !== userId) {
    return <Badge tone="ringing">{t("isOnIt", { name: nameOf(holder) ?? t("somebody") })}</Badge>;
  }
  if (holder) {
    return (
      <>
        <Badge tone="accent">{t("youAreOnIt")}</Badge>
        <Button
          size="sm"
          variant="ghost"
          disabled={commands.pending}
          onClick={commands.release}
          aria-label={t("releaseNamed", { who })}
        >
          {t("release")}
        </Button>
      </>
    );
  }
  return (
    <Button
      size="sm"
      variant="ghost"
      disabled={commands.pending}
      onClick={() => void commands.claim()}
      aria-label={t("claimNamed", { who })}
    >
      <Hand aria-hidden className="size-3.5" />
      {t("claim")}
    </Button>
  );
}

function More({ callback, now, commands }: ButtonsProps) {
  const t = useTranslations("callbacks");
  const locale = useLocale();
  const [asks, setAsks] = useState<"time" | "person" | null>(null);
  const postpone = (until: Date) =>
    commands.postpone(until, clockWords(until.toISOString(), locale));
  const isPutOff = callback.postponedUntil !== null && shownFrom(callback) > now;
  return (
    <>
      <Menu
        trigger={
          <Button
            size="icon"
            variant="ghost"
            className="size-7"
            aria-label={t("moreNamed", { who: whoIs(callback) })}
          >
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        }
      >
        {isPutOff && <MenuItem onSelect={commands.showNow}>{t("showNow")}</MenuItem>}
        {putOffs.map(({ key, until }) => (
          <MenuItem key={key} onSelect={() => postpone(until(new Date()))}>
            {t(`postpone.${key}`)}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => setAsks("time")}>{t("postpone.pick")}</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setAsks("person")}>{t("handOver")}</MenuItem>
        <MenuItem onSelect={() => commands.close("not-needed")}>{t("notNeeded")}</MenuItem>
      </Menu>
      <PickTimeDialog
        open={asks === "time"}
        onClose={() => setAsks(null)}
        who={whoIs(callback)}
        onPick={postpone}
      />
      <HandOverDialog
        open={asks === "person"}
        onClose={() => setAsks(null)}
        callback={callback}
        onPick={commands.handOver}
      />
    </>
  );
}
