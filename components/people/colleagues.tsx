"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useColleagues, usePresence } from "#components/live/live-provider";
import { PickDialog } from "#components/ui/pick-dialog";
import { Badge } from "#components/ui/badge";
import type { PresenceView } from "#lib/people/presence";

/** Stands for "nobody in particular". */
const nobodysId = "nobody";

interface PickColleagueDialogProps {
  title: string;
  description?: string;
  /** What "nobody in particular" is called. @default it cannot be picked */
  nobody?: string;
  /** @param ownerId null: nobody in particular */
  onPick: (ownerId: string | null, name: string) => void;
  onClose: () => void;
}

const fold = (text: string) => text.trim().toLowerCase();

/** To whom something is handed over: a colleague who can still sign in, by typing a part of the name. */
export function PickColleagueDialog(props: PickColleagueDialogProps) {
  const { title, description, nobody, onPick, onClose } = props;
  const t = useTranslations("people.pick");
  const colleagues = useColleagues();
  const [typed, setTyped] = useState("");
  const all = [...(nobody ? [{ id: nobodysId, name: nobody }] : []), ...colleagues];
  const picks = all.filter(({ name }) => fold(name).includes(fold(typed)));
  return (
    <PickDialog
      title={title}
      description={description}
      label={t("label")}
      none={t("none")}
      typed={typed}
      onTyped={setTyped}
      picks={picks}
      onPick={(id) => {
        const name = picks.find((pick) => pick.id === id)?.name ?? "";
        onPick(id === nobodysId ? null : id, name);
      }}
      onClose={onClose}
    />
  );
}

interface PresenceBadgeProps {
  /** As the page was served with it. */
  served: PresenceView;
  busy?: boolean;
}

/** Why a colleague would not take a call right now; nothing when they would. */
export function PresenceBadge({ served, busy = false }: PresenceBadgeProps) {
  const t = useTranslations("people");
  const { away, doNotDisturb } = usePresence(served.userId) ?? served;
  return (
    <>
      {busy && <Badge tone="talking">{t("busy")}</Badge>}
      {away && <Badge tone="ringing">{t("away")}</Badge>}
      {doNotDisturb && <Badge tone="ringing">{t("doNotDisturb")}</Badge>}
    </>
  );
}
