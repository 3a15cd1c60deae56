"use client";

import { useTranslations } from "next-intl";
import { Fragment, useContext } from "react";
import { Kbd } from "#components/ui/page";
import { ScreensContext } from "./screens-context";
import { offered, shortcutGroups, type Shortcut } from "./shortcuts";

/** Every key there is for this person, by where it does something. */
export function ShortcutList() {
  const t = useTranslations("shortcuts");
  const screens = useContext(ScreensContext);
  return (
    <div className="flex flex-col gap-5">
      {shortcutGroups.map((group) => (
        <section key={group} aria-label={t(`groups.${group}`)}>
          <h3 className="mb-2 text-xs font-medium text-ink-soft">{t(`groups.${group}`)}</h3>
          <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5">
            {offered(group, screens).map((shortcut) => (
              <div key={shortcut.words} className="contents">
                <dt>{t(`does.${shortcut.words}` as "does.day")}</dt>
                <dd className="text-right">
                  <Keys {...shortcut} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Keys({ shown, together, range }: Shortcut) {
  const t = useTranslations("shortcuts");
  const between = range ? "–" : together ? "+" : t("then");
  return shown.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && <span className="px-1 text-xs text-ink-soft">{between}</span>}
      <Kbd>{key}</Kbd>
    </Fragment>
  ));
}
