"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useColleagues } from "#components/live/live-provider";
import { PickDialog } from "#components/ui/pick-dialog";

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
