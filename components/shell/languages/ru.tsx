"use client";

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { messages } from "../../../messages/ru";

export default function Russian(props: { timeZone: string; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="ru" messages={messages} timeZone={props.timeZone}>
      {props.children}
    </NextIntlClientProvider>
  );
}
