"use client";

import { useEffect } from "react";
import { hearPageEventAction } from "#lib/leads/actions";
import type { PageScriptView } from "#lib/server/hub";

/** Brings vendors' scripts into the page, and hands on what they tell there. */
export function PageScripts({ scripts }: { scripts: PageScriptView[] }) {
  // A navigation brings an equal list anew; only a different one is news.
  const wanted = JSON.stringify(scripts);
  useEffect(() => {
    const listening = new AbortController();
    for (const { slug, url, eventNames } of JSON.parse(wanted) as PageScriptView[]) {
      if (url) load(url);
      for (const name of eventNames) {
        window.addEventListener(name, (event) => void tell(slug, name, event), {
          signal: listening.signal,
        });
      }
    }
    return () => listening.abort();
  }, [wanted]);
  return null;
}

/** Once a page: a widget that runs twice would order twice. */
function load(url: string): void {
  const known = [...document.scripts].some((script) => script.src === url);
  if (known) return;
  const script = document.createElement("script");
  script.src = url;
  script.async = true;
  document.head.append(script);
}

/** What can't be told now is lost with this page; the provider's history has the call all the same. */
async function tell(slug: string, name: string, event: Event): Promise<void> {
  const { detail } = event as CustomEvent<unknown>;
  await hearPageEventAction({ slug, name, detail: plain(detail) }).catch(() => undefined);
}

/** Only what JSON can hold may go to a server action. */
function plain(detail: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(detail) ?? "null") as unknown;
  } catch {
    return null;
  }
}
