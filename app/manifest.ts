import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";

/** Makes the app installable. Browsers fetch it without cookies: it says nothing of anybody. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [shell, contacts, dial] = await Promise.all([
    getTranslations("shell"),
    getTranslations("contacts"),
    getTranslations("dialPad"),
  ]);
  return {
    id: "/",
    name: "tinyCRM",
    short_name: "tinyCRM",
    description: shell("about"),
    start_url: "/",
    scope: "/",
    display: "standalone",
    // The canvas of app/globals.css by day; the page's own theme-color knows the night.
    background_color: "#f7f7f8",
    theme_color: "#f1f1f3",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: contacts("new"), url: "/contacts/new" },
      { name: dial("title"), url: "/dial" },
    ],
    protocol_handlers: [{ protocol: "tel", url: "/dial?number=%s" }],
  };
}
