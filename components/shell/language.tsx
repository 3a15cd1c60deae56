"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { Locale } from "#lib/i18n/locales";

/**
 * A language's words are a script of their own that the browser keeps: in each page they would be a
 * fifth of it.
 */
const languages = {
  en: dynamic(() => import("./languages/en")),
  ru: dynamic(() => import("./languages/ru")),
  uk: dynamic(() => import("./languages/uk")),
};

interface WordsProps {
  /** In which times are shown, whatever the reader's own is. */
  timeZone: string;
  children: ReactNode;
}

export function Language({ locale, ...props }: WordsProps & { locale: Locale }) {
  const Words = languages[locale];
  return <Words {...props} />;
}
