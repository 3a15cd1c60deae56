/**
 * The public lead form: `/lead/{slug}` for frames, `/lead/{slug}.js` for a script tag. The only page of
 * ours that others may frame. It knows no session: where a vendor's script is on it, it has nobody's origin,
 * or a person who opened it would hand that script their own.
 */
import { randomBytes } from "node:crypto";
import { Hono, type Context } from "hono";
import { embedScript } from "#lib/leads/form/scripts";
import { formPage, type FormPage, formWords } from "#lib/leads/form/page";
import { isLocale, preferredLocale, type Locale } from "#lib/i18n/locales";
import { leadDesk, type LeadForm } from "#lib/leads/ports";

export const leadForm = new Hono().basePath("/lead");

leadForm.get("/:file{[a-z0-9-]+\\.js}", (c) => {
  const slug = c.req.param("file").slice(0, -3);
  if (!leadDesk().form(slug)) return c.text("There is no such form", 404);
  const { title } = formWords[localeOf(c)];
  return c.body(embedScript({ slug, title }), 200, {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=300",
    // The form is for other sites' pages.
    "cross-origin-resource-policy": "cross-origin",
  });
});

leadForm.get("/:slug{[a-z0-9-]+}", (c) => {
  const { page = "", title = "", theme } = c.req.query();
  return leadPage(c, c.req.param("slug"), {
    theme: theme === "light" || theme === "dark" ? theme : null,
    page: (page || c.req.header("referer") || "").slice(0, 1_000),
    title: title.slice(0, 200),
  });
});

leadForm.notFound((c) => c.text("There is nothing at this address", 404));

/** What `?lang=` says, else the browser. */
export function localeOf(c: Context): Locale {
  const asked = c.req.query("lang");
  return isLocale(asked) ? asked : preferredLocale(c.req.header("accept-language") ?? null);
}

/** @param more what differs from a form nobody has filled in yet */
export function leadPage(
  c: Context,
  slug: string,
  more: Pick<FormPage, "theme" | "page" | "title" | "answer">,
) {
  const form = leadDesk().form(slug);
  if (!form) return c.text(formWords[localeOf(c)].missing, 404);
  const nonce = randomBytes(16).toString("base64");
  c.header("content-security-policy", policy(nonce, form));
  c.header("cache-control", "no-store");
  c.header("vary", "accept-language");
  const failed = more.answer && "error" in more.answer;
  return c.html(formPage({ slug, locale: localeOf(c), nonce, form, ...more }), failed ? 422 : 200);
}

/** A vendor's widget brings its own scripts, styles and frames: with it, they may come from anywhere. */
function policy(nonce: string, { script, sites }: LeadForm): string {
  const widget = script?.url;
  const own = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${sites.join(" ") || "*"}`,
    `script-src 'nonce-${nonce}'${widget ? " 'strict-dynamic'" : ""}`,
  ];
  const rest = widget
    ? [
        "sandbox allow-scripts allow-forms",
        "style-src * 'unsafe-inline'",
        "connect-src *",
        "img-src * data:",
        "font-src * data:",
        "frame-src *",
        "media-src *",
      ]
    : [`style-src 'nonce-${nonce}'`, "connect-src 'self'"];
  return [...own, ...rest].join("; ");
}
