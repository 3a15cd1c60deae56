"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { WorkingHours } from "#lib/base/working-hours";

const Context = createContext<WorkingHours | null>(null);

/** The company's; null: none were set. */
export const useWorkingHours = () => useContext(Context);

export function WorkingHoursProvider(props: { hours: WorkingHours | null; children: ReactNode }) {
  return <Context value={props.hours}>{props.children}</Context>;
}
