"use client";

import { useEffect } from "react";
import { receivePageEventAction } from "#lib/leads/actions";
import type { PageScriptView } from "#lib/leads/ports";
import { answerOf } from "../../ui/use-action";
import { showWidgets } from "./widget-frames";

/** Brings vendors' scripts, each in a frame of its own, and hands on the events that they dispatch there. */
export function PageScripts({ scripts }: { scripts: PageScriptView[] }) {
  // A navigation brings an equal list anew; the effect runs for a different one alone.
  const wanted = JSON.stringify(scripts);
  useEffect(() => {
    const listening = new AbortController();
    const list = JSON.parse(wanted) as PageScriptView[];
    showWidgets(list, report);
    for (const { slug, url, eventNames } of list) {
      // Without a script of theirs in a frame, whatever else of the vendor's is here dispatches on the page.
      for (const name of url ? [] : eventNames) {
        const hear = (event: Event) => report(slug, name, plain((event as CustomEvent).detail));
        window.addEventListener(name, hear, { signal: listening.signal });
      }
    }
    return () => listening.abort();
  }, [wanted]);
  return null;
}

/** An event that the server misses is lost with this page; the provider's history has the call all the same. */
function report(slug: string, name: string, detail: unknown): void {
  void answerOf(receivePageEventAction({ slug, name, detail }));
}

/** Only what JSON can hold may go to a server action. */
function plain(detail: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(detail) ?? "null") as unknown;
  } catch {
    return null;
  }
}
