"use client";

import { createContext, Fragment, useContext, useState, type ReactNode } from "react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useHotkeys, type Options } from "react-hotkeys-hook";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog";
import { Kbd } from "#components/ui/page";
import { hasOwnKeys } from "../ui/has-own-keys";
import { offered, shortcutGroups, type Panel, type Shortcut } from "./shortcuts";

/** Comes when it is wanted: it knows the numbering plans of the world. */
const DialPadDialog = dynamic(() =>
  import("#components/numbers/dial-pad/dial-pad").then((module) => module.DialPadDialog),
);

const Context = createContext<(panel: Panel) => void>(() => undefined);

/** What any screen can open, by key or by button. */
export function Panels(props: {
  /** Addresses of the person's navigation. */
  screens: string[];
  /** Gives numbers without a country code their meaning. */
  country: string;
  children: ReactNode;
}) {
  const { screens, country, children } = props;
  const [open, setOpen] = useState<Panel | null>(null);
  useShortcuts(screens, setOpen);
  const shown = (panel: Panel) => ({
    open: open === panel,
    onOpenChange: (wanted: boolean) => setOpen(wanted ? panel : null),
  });
  return (
    <Context value={setOpen}>
      {children}
      <HelpSheet {...shown("help")} screens={screens} />
      {open === "dial" && <DialPadDialog {...shown("dial")} country={country} />}
    </Context>
  );
}

export const useOpenPanel = () => useContext(Context);

/** Between the two keys of a sequence, in ms. */
const sequence = 1_000;

/** Never while somebody types: the hook's own rule. @param screens addresses of the person's navigation */
function useShortcuts(screens: readonly string[], open: (panel: Panel) => void): void {
  const router = useRouter();
  const known = shortcutGroups
    .flatMap((group) => offered(group, screens))
    .filter(({ keys }) => keys !== undefined);

  function act(pressed: string): void {
    const shortcut = known.find(({ keys }) => keys === pressed);
    if (shortcut?.href) router.push(shortcut.href);
    else if (shortcut?.panel) open(shortcut.panel);
  }
  const options: Options = {
    ignoreEventWhen: hasOwnKeys,
    preventDefault: true,
    sequenceTimeoutMs: sequence,
  };
  const keysOf = (bySign: boolean) =>
    known.flatMap((one) => (Boolean(one.bySign) === bySign ? [one.keys!] : []));
  useHotkeys(keysOf(false), (_, { hotkey }) => act(hotkey), options);
  useHotkeys(keysOf(true), (_, { hotkey }) => act(hotkey), { ...options, useKey: true });
}

interface HelpSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Addresses of the person's navigation. */
  screens: readonly string[];
}

/** Every key there is for this person. */
function HelpSheet({ open, onOpenChange, screens }: HelpSheetProps) {
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
    </Dialog>
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
