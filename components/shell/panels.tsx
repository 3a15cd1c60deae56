"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useHotkeys, type Options } from "react-hotkeys-hook";
import { leaveBy } from "../ui/leave-by";
import { hasOwnKeys } from "../ui/has-own-keys";
import { laterComponent } from "../ui/later";
import { ScreensContext } from "../shortcuts/screens-context";
import { offered, shortcutGroups, type Panel } from "../shortcuts/shortcuts";

const HelpSheet = laterComponent(() => import("./help-sheet").then((module) => module.HelpSheet));

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
      <ScreensContext value={screens}>
        {children}
        {open === "help" && <HelpSheet {...shown("help")} />}
      </ScreensContext>
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
    const { href, panel } = shortcut ?? {};
    if (href) leaveBy(() => router.push(href));
    else if (panel) open(panel);
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
