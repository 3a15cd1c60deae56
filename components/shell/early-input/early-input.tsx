import { headers } from "next/headers";
import type { ReactNode } from "react";
import { nonceHeader } from "#lib/base/door-headers";
import { keepEarlyInput } from "./keep-early-input";
import { ScriptsReady } from "./scripts-ready";

const ready = "tinycrm:ready";

/** Keeps what somebody clicks and types on the page before its scripts have come. */
export async function EarlyInput({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(nonceHeader) ?? undefined;
  const script = `(${keepEarlyInput.toString()})(${JSON.stringify(ready)})`;
  return (
    <>
      {/* Browsers hide the nonce once they have read it: React would find another one. */}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />
      {children}
      <ScriptsReady ready={ready} />
    </>
  );
}
