"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Dialog } from "#components/ui/dialog";
import { Kbd } from "#components/ui/page";
import { offered, shortcutGroups, type Shortcut } from "./shortcuts";

interface HelpSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Addresses of the person's navigation. */
  screens: readonly string[];
}

/** Every key there is for this person. */
export function HelpSheet({ open, onOpenChange, screens }: HelpSheetProps) {
  const t = useTranslations("shortcuts");
  const common = useTranslations("common");
  return (
    <Dialog
      {...{ open, onOpenChange }}
      title={t("title")}
      description={t("never")}
      closeLabel={common("close")}
    >
      <div className="flex flex-col gap-5">
        {shortcutGroups.map((group) => (
          <section key={group} aria-label={t(`groups.${group}`)}>
            <h3 className="mb-2 text-xs font-medium text-ink-soft">{t(`groups.${group}`)}</h3>
            <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5">
              {offered(group, screens).map((shortcut) => (
                <div key={shortcut.words} className="contents">
                  <dt>{t(`does.${shortcut.words}`)}</dt>
                  <dd className="text-right">
                    <Keys {...shortcut} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Keys({ shown, together = false }: Shortcut) {
  const t = useTranslations("shortcuts");
  return shown.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && (
        <span className="px-1 text-xs text-ink-soft">{together ? "+" : t("then")}</span>
      )}
      <Kbd>{key}</Kbd>
    </Fragment>
  ));
}
