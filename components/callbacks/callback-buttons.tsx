"use client";

import { Check, Ellipsis, Hand } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMe, usePersonName } from "#components/live/live-provider";
import { PickColleagueDialog } from "#components/people/colleagues";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Menu, MenuHeading, MenuItem, MenuSeparator } from "#components/ui/menu";
import { fromLocalInput } from "#lib/base/local-time";
import type { WorkingHours } from "#lib/base/working-hours";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { claimant, shownFrom } from "#lib/callbacks/queue";
import { useDueChoices } from "./due-choices";
import { TimeFields } from "./time-fields";
import { useWorkingHours } from "./working-hours";
import { clockWords } from "./times-in-words";
import { type CallbackCommands, useWhoWaits } from "./use-callback-commands";

interface ButtonsProps {
  callback: CallbackView;
  now: number;
  commands: CallbackCommands;
}

export function CallbackButtons(props: ButtonsProps) {
  const t = useTranslations("callbacks");
  const { callback, commands } = props;
  const who = useWhoWaits()(callback);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 @lg:col-start-2 @2xl:col-start-3 @2xl:row-start-1 @2xl:max-w-64 @2xl:justify-end @2xl:gap-1 @3xl:col-auto @3xl:row-auto @3xl:max-w-none @3xl:flex-nowrap">
      {/* A call is settled by whoever is quicker; what else is owed is somebody's own. */}
      {callback.task === "call" && <Claim {...props} />}
      <Button
        size="sm"
        variant="ghost"
        data-done
        disabled={commands.pending}
        onClick={() => commands.close("done")}
        aria-label={t("doneNamed", { who })}
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
  const who = useWhoWaits()(callback);
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
  const format = useFormatter();
  const hours = useHoursOf(callback);
  const choices = useDueChoices(putOffs, hours);
  const who = useWhoWaits()(callback);
  const [asks, setAsks] = useState<"time" | "person" | null>(null);
  const postpone = (until: Date) => commands.postpone(until, clockWords(format, until));
  const isPutOff = callback.postponedUntil !== null && shownFrom(callback) > now;
  return (
    <>
      <Menu
        trigger={
          <Button
            size="icon"
            variant="ghost"
            className="size-7"
            aria-label={t("moreNamed", { who })}
          >
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        }
      >
        {isPutOff && <MenuItem onSelect={commands.showNow}>{t("showNow")}</MenuItem>}
        <MenuHeading>{t("until")}</MenuHeading>
        {choices(new Date(now)).map(({ at, words }) => (
          <MenuItem key={words} onSelect={() => postpone(at)}>
            {words}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => setAsks("time")}>{t("postpone.pick")}</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setAsks("person")}>{t("handOver")}</MenuItem>
        <MenuItem onSelect={() => commands.close("not-needed")}>{t("notNeeded")}</MenuItem>
      </Menu>
      {asks === "time" && (
        <PickTimeDialog who={who} hours={hours} onPick={postpone} onClose={() => setAsks(null)} />
      )}
      {asks === "person" && (
        <PickColleagueDialog
          title={t("handOverNamed", { who })}
          nobody={t("nobody")}
          onPick={(ownerId, name) => {
            commands.handOver(ownerId, ownerId && name);
            setAsks(null);
          }}
          onClose={() => setAsks(null)}
        />
      )}
    </>
  );
}

/** Of whoever will see to it: its owner, else who is at it now. */
function useHoursOf({ ownerId }: CallbackView): WorkingHours | null {
  const { userId } = useMe();
  return useWorkingHours(ownerId ?? userId);
}

const putOffs = ["quarter", "hour", "tomorrow"] as const;

interface PickTimeDialogProps {
  onClose: () => void;
  who: string;
  hours: WorkingHours | null;
  onPick: (until: Date) => void;
}

/** Any time, in words or by the browser's own control. */
function PickTimeDialog({ onClose, who, hours, onPick }: PickTimeDialogProps) {
  const t = useTranslations("callbacks");
  const common = useTranslations("common");
  const zone = useTimeZone()!;
  const [until, setUntil] = useState("");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // What `datetime-local` gives carries no zone.
    onPick(fromLocalInput(until, zone));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("pickTime", { who })}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TimeFields label={t("until")} value={until} onChange={setUntil} hours={hours} />
        <Button type="submit" variant="primary" className="self-end">
          {t("postponeIt")}
        </Button>
      </form>
    </Dialog>
  );
}
