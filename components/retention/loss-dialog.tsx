"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { mostCounted, retentionNames, type Loss } from "#lib/retention/kinds";

interface LossDialogProps {
  /** null: nothing is asked. */
  loss: Loss | null;
  onClose: () => void;
  onAgreed: () => void;
}

/** Says how much a shorter time deletes before it does. */
export function LossDialog({ loss, onClose, onAgreed }: LossDialogProps) {
  const t = useTranslations("retention.loss");
  const common = useTranslations("common");
  return (
    <Dialog
      open={loss !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("text")}
      closeLabel={common("close")}
    >
      <div className="flex flex-col gap-4">
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {loss &&
            retentionNames
              .filter((kind) => loss[kind] > 0)
              .map((kind) => (
                <li key={kind}>
                  {t(kind, {
                    count: Math.min(loss[kind], mostCounted),
                    more: loss[kind] > mostCounted ? "yes" : "no",
                  })}
                </li>
              ))}
        </ul>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" onClick={onAgreed}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
