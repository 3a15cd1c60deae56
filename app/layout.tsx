import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { Toaster } from "#components/ui/toaster";
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
