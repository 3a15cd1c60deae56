"use client";

import { useTranslations } from "next-intl";
import { ShortcutList } from "#components/shortcuts/shortcut-list";
import { Dialog } from "#components/ui/dialog";

interface HelpSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key there is for this person. */
export function HelpSheet({ open, onOpenChange }: HelpSheetProps) {
  const t = useTranslations("shortcuts");
  const common = useTranslations("common");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("never")}
      closeLabel={common("close")}
    >
      <ShortcutList />
    </Dialog>
  );
}
