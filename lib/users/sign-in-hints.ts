import { processSlot } from "#lib/process-slot";

export interface SignInHint {
  email: string;
  password: string;
  name: string;
  role: string;
}

/** The demo's accounts, for the sign-in page; set by lib/demo, empty in a real installation. */
export const signInHintsSlot = processSlot<SignInHint[]>("sign-in-hints");
