"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog";
import { DialPad } from "./dial-pad";

export function DialPadDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  country: string;
}) {
  const t = useTranslations("dial");
  const common = useTranslations("common");
  const { open, onOpenChange, country } = props;
  return (
    <Dialog {...{ open, onOpenChange }} title={t("title")} closeLabel={common("close")}>
      <DialPad country={country} onPlaced={() => onOpenChange(false)} />
    </Dialog>
  );
}
