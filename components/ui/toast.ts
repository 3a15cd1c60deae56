import type { ExternalToast, toast as Sonner } from "sonner";
import { later } from "./later";

/** What shows notices; it keeps those that were said before it stands on the page. */
export const sonner = later(() => import("sonner"));

type Words = Parameters<typeof Sonner>[0];
const say = (kind: "message" | "success" | "error" | "warning") => {
  return (words: Words, options?: ExternalToast) =>
    void sonner.fetch().then(({ toast }) => toast[kind](words, options));
};

/** For so long a notice offers the way back: long enough to notice what one has done, in ms. */
export const undoable = 12_000;

/** A notice at the edge of the screen. */
export const toast = Object.assign(say("message"), {
  success: say("success"),
  error: say("error"),
  warning: say("warning"),
  promise: (...told: Parameters<typeof Sonner.promise>) =>
    void sonner.fetch().then(({ toast }) => toast.promise(...told)),
});
