"use client";

import { useSaid } from "./use-said";

/** What the server or an adapter said in English, in the reader's language. */
export function Said({ text }: { text: string }) {
  return useSaid()(text);
}
