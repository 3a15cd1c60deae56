"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { resetSecondFactorAction } from "#lib/people/second-factor-actions";
import { useAction } from "../ui/use-action";

interface ResetFactorDialogProps {
  person: { id: string; name: string };
  onClose: () => void;
}

/** Asks before it takes somebody's second factor away. */
export function ResetFactorDialog({ person, onClose }: ResetFactorDialogProps) {
  const t = useTranslations("people.secondFactor");
  const common = useTranslations("common");
  const { run, busy } = useAction(resetSecondFactorAction);

  function reset() {
    run(
      { id: person.id },
      {
        onDone() {
          toast.success(t("wasReset", { name: person.name }));
          onClose();
        },
        onRefused: () => toast.error(common("failed")),
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("resetTitle", { name: person.name })}
      description={t("resetText")}
      closeLabel={common("close")}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common("cancel")}</Button>
        <Button variant="danger" disabled={busy} onClick={reset}>
          {t("reset")}
        </Button>
      </div>
    </Dialog>
  );
}
