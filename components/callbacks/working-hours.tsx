"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { WorkingHours } from "#lib/base/working-hours";
import type { AllHours } from "#lib/callbacks/working-hours";

const Context = createContext<AllHours>({ company: null, own: {} });

/** Those of a person, be they their own or the company's; null: none were set. @param userId null: the company's */
export function useWorkingHours(userId: string | null): WorkingHours | null {
  const { company, own } = useContext(Context);
  return own[userId ?? ""] ?? company;
}

export function WorkingHoursProvider(props: { hours: AllHours; children: ReactNode }) {
  return <Context value={props.hours}>{props.children}</Context>;
}
