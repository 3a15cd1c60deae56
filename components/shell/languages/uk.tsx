"use client";

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { messages } from "../../../messages/uk";

export default function Ukrainian(props: { timeZone: string; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="uk" messages={messages} timeZone={props.timeZone}>
      {props.children}
    </NextIntlClientProvider>
  );
}
