"use client";

import { useTranslations } from "next-intl";
import { CopiedText } from "#components/ui/copied-text";
import { Dialog } from "#components/ui/dialog";
import type { HandedLink } from "#lib/people/mail-link";

export interface ShownLink {
  /** Whose. */
  name: string;
  kind: "invitation" | "reset";
  link: string;
  reason: string | null;
}

/** @returns null when the link has been mailed: then nobody else is to see it */
export function shownLink(
  name: string,
  kind: ShownLink["kind"],
  handed: HandedLink,
): ShownLink | null {
  return handed.mailed ? null : { name, kind, link: handed.link, reason: handed.reason };
}

/** A person's one-time link, for an administrator to hand on; it is shown this once. */
export function LinkDialog({ shown, onClose }: { shown: ShownLink; onClose: () => void }) {
  const t = useTranslations("access.link");
  const common = useTranslations("common");
  const { name, kind, link, reason } = shown;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(kind === "invitation" ? "invitationTitle" : "resetTitle", { name })}
      description={t(kind === "invitation" ? "invitationText" : "resetText")}
      closeLabel={common("close")}
    >
      <div className="flex flex-col gap-4">
        {reason !== null && (
          <p role="alert" className="text-sm text-missed">
            {t("notMailed", { reason })}
          </p>
        )}
        <CopiedText text={link} labels={{ copy: t("copy"), copied: t("copied") }} />
        <p className="text-sm text-ink-soft">{t("onlyNow")}</p>
      </div>
    </Dialog>
  );
}
