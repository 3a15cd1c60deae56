import { sharedSlot } from "#lib/base/process-slot";

export interface SignInHint {
  email: string;
  password: string;
  name: string;
  role: string;
}

/** Demo accounts for the sign-in page; lib/provision/demo sets them, a real installation has none. */
export const signInHintsSlot = sharedSlot<SignInHint[]>("sign-in-hints");
