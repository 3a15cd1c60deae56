"use client";

import { Check, Ellipsis, Hand } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMe, usePersonName } from "#components/live/live-provider";
import { PickColleagueDialog } from "#components/people/colleagues";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu";
import { minute } from "#lib/base/duration";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { claimant, shownFrom } from "./use-queue";
import { clockWords } from "./times-in-words";
import { type CallbackCommands, whoIs } from "./use-callback-commands";

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
      {asks === "person" && (
        <PickColleagueDialog
          title={t("handOverNamed", { who: whoIs(callback) })}
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

/** For how long people put a call off, in the person's own time. */
const minutes = (count: number) => (now: Date) => new Date(now.getTime() + count * minute);

function tomorrowAtNine(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}

const putOffs = [
  { key: "quarter", until: minutes(15) },
  { key: "hour", until: minutes(60) },
  { key: "tomorrow", until: tomorrowAtNine },
] as const;

interface PickTimeDialogProps {
  open: boolean;
  onClose: () => void;
  who: string;
  onPick: (until: Date) => void;
}

/** Any time, by the browser's own control. */
function PickTimeDialog({ open, onClose, who, onPick }: PickTimeDialogProps) {
  const t = useTranslations("callbacks");
  const common = useTranslations("common");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // What `datetime-local` gives carries no zone: it is the person's own time.
    onPick(new Date(String(new FormData(event.currentTarget).get("until"))));
    onClose();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t("pickTime", { who })}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("until")}>
          <Input type="datetime-local" name="until" required />
        </Field>
        <Button type="submit" variant="primary" className="self-end">
          {t("postponeIt")}
        </Button>
      </form>
    </Dialog>
  );
}
