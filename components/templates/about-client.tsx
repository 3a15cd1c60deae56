"use client";

import { createContext, useContext, type ReactNode } from "react";
import type { ContactSummary } from "#lib/numbers/candidate-view";

const Context = createContext<ContactSummary | null>(null);
/** Whom what is written here is about; null where that is nobody we know. */
export const useClient = (): ContactSummary | null => useContext(Context);

/** What is written in here is about this client: templates are filled in with them. */
export function AboutClient(props: { client: ContactSummary | null; children: ReactNode }) {
  return <Context value={props.client}>{props.children}</Context>;
}
