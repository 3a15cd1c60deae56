import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { Toaster } from "#components/ui/toaster";
import { themeCookie, toTheme } from "#lib/users/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "tinyCRM", template: "%s · tinyCRM" },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  const locale = await getLocale();
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <NextIntlClientProvider>
          {children}
          <Toaster />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
