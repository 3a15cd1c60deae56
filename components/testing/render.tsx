/** A component in a page: real words, styles and providers, a router that says where it is sent. */
import { NextIntlClientProvider } from "next-intl";
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { expect, onTestFinished } from "vitest";
import { LiveProvider } from "#components/live/live-provider";
import { Toaster } from "#components/ui/toaster";
import type { Role } from "#lib/auth/roles";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { OfferedOutcome } from "#lib/calls/call-view";
import type { ConnectionView } from "#lib/connections/connection-view";
import { formattingLocales, type Locale } from "#lib/i18n/locales";
import { writePeople } from "#lib/people/people-text";
import { serve, type Served } from "./page-server";

export const olena = { id: "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a101", name: "Olena", disabled: false };
export const ivan = { id: "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a102", name: "Ivan", disabled: false };

export const office: ConnectionView = {
  slug: "office",
  name: "Office PBX",
  provider: "prostie-zvonki",
  simulator: false,
  state: "online",
  detail: null,
  code: null,
  retryAt: null,
  since: "2026-01-01T00:00:00.000Z",
  awaySince: null,
  abilities: ["calls", "hangUp", "transfer"],
};

const files = import.meta.glob<{ default: object }>("../../messages/*/*.json");

async function messagesOf(locale: Locale): Promise<Record<string, object>> {
  const own = Object.entries(files).filter(([path]) => path.includes(`/${locale}/`));
  const loaded = own.map(async ([path, load]) => {
    const namespace = path.split("/").at(-1)!.replace(".json", "");
    return [namespace, (await load()).default] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}

interface Rendered {
  /** Where the component has gone, in order. */
  visited: string[];
  /** How often the page was asked for anew. */
  refreshed: () => number;
}

/** Renders for Olena, at the office's connection; waits until the live layer is up. */
export async function render(
  component: ReactNode,
  options: {
    locale?: Locale;
    timeZone?: string;
    served?: Partial<Served>;
    outcomes?: OfferedOutcome[];
    callbacks?: CallbackView[];
    /** Where Olena has an extension. */
    ownConnections?: string[];
    role?: Role;
    /** The page's address. */
    path?: string;
  } = {},
): Promise<Rendered> {
  const { locale = "en", timeZone = "UTC", served = {}, outcomes = [], callbacks = [] } = options;
  const { ownConnections = [office.slug], role = "sales", path = "/" } = options;
  localStorage.clear();
  await serve(served);
  const messages = await messagesOf(locale);
  const visited: string[] = [];
  let refreshes = 0;
  const router: AppRouterInstance = {
    back: () => void visited.push("back"),
    forward: () => void visited.push("forward"),
    push: (href) => void visited.push(href),
    replace: (href) => void visited.push(href),
    refresh: () => void refreshes++,
    prefetch: () => undefined,
    bfcacheId: "",
  };
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  root.render(
    <AppRouterContext value={router}>
      <PathnameContext value={path}>
        <NextIntlClientProvider
          locale={formattingLocales[locale]}
          messages={messages}
          timeZone={timeZone}
        >
          <LiveProvider
            me={{ userId: olena.id, doNotDisturb: false, away: false }}
            role={role}
            people={writePeople([olena, ivan])}
            initialConnections={[office]}
            initialCallbacks={callbacks}
            initialOutcomes={outcomes}
            initialUnread={0}
            copies={false}
            servedAt={Date.now()}
            ownConnections={ownConnections}
          >
            {component}
          </LiveProvider>
          <Toaster />
        </NextIntlClientProvider>
      </PathnameContext>
    </AppRouterContext>,
  );
  await expect
    .poll(() => document.querySelector("[data-link-state]")?.getAttribute("data-link-state"))
    .toBe("live");
  return { visited, refreshed: () => refreshes };
}
