"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import { DialPadDialog } from "#components/dial-pad/dial-pad-dialog";
import { HelpSheet } from "#components/shortcuts/help-sheet";
import type { Panel } from "../shortcuts/shortcuts";
import { useShortcuts } from "../shortcuts/use-shortcuts";

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
      <DialPadDialog {...shown("dial")} country={country} />
    </Context>
  );
}

export const useOpenPanel = () => useContext(Context);
