"use client";

import { useTranslations } from "next-intl";
import { AlertsDialog } from "#components/alerts/alerts-dialog";
import { ShortcutList } from "#components/shortcuts/shortcut-list";
import { Dialog } from "#components/ui/dialog";
import { AllWords } from "./all-words";

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key there is for this person: no page begins with the words for them. */
export function HelpSheet(props: SheetProps) {
  return (
    <AllWords>
      <Keys {...props} />
    </AllWords>
  );
}

/** The alerts, which list the keys, too. */
export function AlertsSheet(props: SheetProps) {
  return (
    <AllWords>
      <AlertsDialog {...props} />
    </AllWords>
  );
}

function Keys({ open, onOpenChange }: SheetProps) {
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
