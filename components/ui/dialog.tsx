"use client";

import type { DialogProps } from "./dialog-frame";
import { laterComponent } from "./later";
import { useTypedAhead } from "./typed-ahead";

const DialogFrame = laterComponent(() =>
  import("./dialog-frame").then((module) => module.DialogFrame),
);

/** Costs a page nothing while it is closed: neither its script nor what is in it. */
export function Dialog({ open, ...props }: DialogProps & { open: boolean }) {
  useTypedAhead(open);
  return open && <DialogFrame {...props} />;
}
