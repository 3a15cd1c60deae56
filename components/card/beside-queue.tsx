"use client";

import { laterComponent } from "../ui/later";

/** Beside the lists of callbacks; no page begins with its script. */
export const BesideQueue = laterComponent(() =>
  import("./waiting-client").then((module) => module.WaitingClient),
);
