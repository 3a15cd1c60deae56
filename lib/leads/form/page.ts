/** The public lead form as a page of plain HTML: it works without scripts, and stands in frames. */
import { html, raw } from "hono/html";
import type { Locale } from "#lib/i18n/locales";
import type { LeadForm } from "../lead-desk";
import { formScript } from "./scripts";
import { style } from "./style";
import { errorWords, formWords } from "./words";

export interface FormPage {
  slug: string;
  locale: Locale;
  theme: "light" | "dark" | null;
  /** Allows the page's own style and script. */
  nonce: string;
  form: LeadForm;
  /** Of the page around it. */
  page: string;
  title: string;
  /** After a submission without scripts: what came of it. */
  answer?: { message: string } | { error: string; name: string; phone: string };
}

export function formPage(options: FormPage) {
  const { locale, theme, nonce, form, answer } = options;
  const words = formWords[locale];
  const error = answer && "error" in answer ? errorWords(words, answer.error) : "";
  const done = answer && "message" in answer ? answer.message : "";
  const fillPath = form.script?.order.fillPath ?? [];
  return html`<!doctype html>
    <html lang="${locale}" ${theme ? html`data-theme="${theme}"` : ""}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words.title}</title>
        <style nonce="${nonce}">
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${words.title}</h1>
          ${done ? "" : fields(options, error)}
          <p id="done" class="done" role="status" tabindex="-1">${done}</p>
          ${done ? html`<p class="soft"><a href="">${words.again}</a></p>` : ""}
        </main>
        <script nonce="${nonce}">
          ${raw(formScript({ slug: options.slug, fillPath }))};
        </script>
        ${
          form.script?.url
            ? html`<script nonce="${nonce}" src="${form.script.url}" async></script>`
            : ""
        }
      </body>
    </html>`;
}

function fields({ slug, locale, form, page, title, answer }: FormPage, error: string) {
  const words = formWords[locale];
  const typed = answer && "error" in answer ? answer : { name: "", phone: "" };
  const order = form.script?.order.field;
  return html`<p class="soft">${words.intro}</p>
    <form method="post" action="/api/leads/${slug}?lang=${locale}">
      <div>
        <label for="name">${words.name}</label>
        <input id="name" name="name" maxlength="200" autocomplete="name" value="${typed.name}" />
      </div>
      <div>
        <label for="phone">${words.phone}</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          required
          maxlength="40"
          autocomplete="tel"
          aria-describedby="phone-help error"
          aria-invalid="${error ? "true" : "false"}"
          value="${typed.phone}"
        />
        <p id="phone-help" class="soft">${words.phoneHelp}</p>
        <p id="error" class="error" role="alert" ${error ? "" : html`hidden`}>${error}</p>
      </div>
      <p class="trap" aria-hidden="true">
        <label for="website">${words.leaveEmpty}</label>
        <input id="website" name="website" tabindex="-1" autocomplete="off" />
      </p>
      <input type="hidden" name="page" value="${page}" />
      <input type="hidden" name="title" value="${title}" />
      ${order ? html`<input type="hidden" name="${order}" />` : ""}
      <button
        type="submit"
        data-send="${words.send}"
        data-sending="${words.sending}"
        data-required="${words.errors.required}"
        data-failed="${words.errors.failed}"
      >
        ${words.send}
      </button>
      <p class="soft">${words.consent}</p>
    </form>`;
}
