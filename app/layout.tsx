import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import { EarlyInput } from "#components/shell/early-input/early-input";
import { dockCookie } from "#lib/people/dock";
import { themeCookie, toTheme } from "#lib/people/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "tinyCRM", template: "%s · tinyCRM" },
  icons: { icon: "/icon.svg", apple: "/apple-touch-icon.png" },
  appleWebApp: { title: "tinyCRM", statusBarStyle: "default" },
  // Numbers are buttons here: a phone must not make links of them.
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  // The side bar's colour (--sunken).
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f1f1f3" },
    { media: "(prefers-color-scheme: dark)", color: "#141518" },
  ],
};

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const kept = await cookies();
  const theme = toTheme(kept.get(themeCookie)?.value);
  const [locale, { errors }] = await Promise.all([getLocale(), getMessages()]);
  return (
    <html lang={locale} data-theme={theme} data-docked={kept.has(dockCookie) ? "" : undefined}>
      <body>
        <EarlyInput>
          {/* What is said when nothing else can be; the layouts below bring the words of what they show. */}
          <NextIntlClientProvider messages={{ errors }}>{children}</NextIntlClientProvider>
        </EarlyInput>
      </body>
    </html>
  );
}
