"use client";

import dynamic from "next/dynamic";
import { NextIntlClientProvider, useLocale, useMessages, useTimeZone } from "next-intl";
import { useMemo, type ReactNode } from "react";
import { languageOf } from "#lib/i18n/locales";

type Words = Record<string, object>;

/** As in `./language`: a script for each language, of the words that only some screens say. */
const languages = {
  en: dynamic(() => import("../../messages/en/later").then(({ messages }) => adding(messages))),
  ru: dynamic(() => import("../../messages/ru/later").then(({ messages }) => adding(messages))),
  uk: dynamic(() => import("../../messages/uk/later").then(({ messages }) => adding(messages))),
};

/** Adds to the words that every page knows what is read on a few screens alone, providers' own among it. */
export function AllWords({ children }: { children: ReactNode }) {
  const More = languages[languageOf(useLocale())];
  return <More>{children}</More>;
}

function adding(more: Words) {
  return function More({ children }: { children: ReactNode }) {
    const locale = useLocale();
    const messages = useMessages();
    const timeZone = useTimeZone();
    const all = useMemo(() => ({ ...messages, ...more }), [messages]);
    return (
      <NextIntlClientProvider locale={locale} messages={all} timeZone={timeZone}>
        {children}
      </NextIntlClientProvider>
    );
  };
}
