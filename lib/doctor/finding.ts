/** What the doctor says of one thing: how it is, and where it is not well, what to do. */
import { isRefusal } from "#lib/base/refusals";

export type State = "ok" | "warning" | "fault";

export interface Finding {
  /** What was looked at. */
  check: string;
  state: State;
  /** A sentence; of what is not well, with what to do about it. */
  says: string;
}

export const ok = (check: string, says: string): Finding => ({ check, state: "ok", says });
export const warning = (check: string, says: string): Finding => ({
  check,
  state: "warning",
  says,
});
export const fault = (check: string, says: string): Finding => ({ check, state: "fault", says });

/** Of what a start would refuse, the sentence it refuses with. @throws what is a fault of the program */
export async function asFinding(check: string, look: () => Finding | Promise<Finding>) {
  try {
    return await look();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return fault(check, error.message);
  }
}
