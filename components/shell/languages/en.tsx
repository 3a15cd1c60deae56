"use client";

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { formattingLocales } from "#lib/i18n/locales";
import { messages } from "../../../messages/en";

export default function English(props: { timeZone: string; children: ReactNode }) {
  return (
    <NextIntlClientProvider
      locale={formattingLocales.en}
      messages={messages}
      timeZone={props.timeZone}
    >
      {props.children}
    </NextIntlClientProvider>
  );
}
