/** The public lead form as a page of plain HTML: it works without scripts, and stands in frames. */
import { html, raw } from "hono/html";
import type { Locale } from "#lib/i18n/locales";
import { exampleNumber } from "#lib/numbers/example-number";
import type { LeadForm } from "../ports";
import en from "../../../messages/en/leadForm.json" with { type: "json" };
import ru from "../../../messages/ru/leadForm.json" with { type: "json" };
import uk from "../../../messages/uk/leadForm.json" with { type: "json" };
import { formScript, vendorStorage } from "./scripts";

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
            ? html`<script nonce="${nonce}">
                  ${raw(vendorStorage)};
                </script>
                <script nonce="${nonce}" src="${form.script.url}" async></script>`
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
        <p id="phone-help" class="soft">
          ${words.phoneHelp.replace("{example}", exampleNumber(form.country))}
        </p>
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

/** The form's looks, in the colours of app/globals.css; small, for it stands on other people's pages. */
const style = `
:root { color-scheme: light dark; --surface: light-dark(#fff, #17181c); --line: light-dark(#7b8290, #6f7683);
  --ink: light-dark(#1a1c22, #eceef2); --soft: light-dark(#565d6b, #a4abb8); --fill: light-dark(#3451d1, #4562e0);
  --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#17693a, #6fd99a); }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
html, body { margin: 0; background: var(--surface); color: var(--ink); }
body { font: 16px/1.4 system-ui, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0 0 .25rem; font-size: 1.25rem; }
p { margin: 0; }
form { display: grid; gap: .875rem; margin-top: 1rem; }
label { display: block; margin-bottom: .25rem; font-weight: 500; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; }
input[aria-invalid=true] { border-color: var(--bad); }
button { min-height: 2.75rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: #fff;
  background: var(--fill); border: 0; border-radius: .5rem; cursor: pointer; }
button:disabled { opacity: .7; cursor: default; }
:focus-visible { outline: 2px solid var(--fill); outline-offset: 2px; }
.soft { margin-top: .25rem; font-size: .875rem; color: var(--soft); }
.error { margin-top: .25rem; font-size: .875rem; color: var(--bad); }
.done { margin-top: 1rem; font-weight: 500; color: var(--good); }
.trap { position: absolute; left: -999rem; }
a { color: inherit; }
[hidden] { display: none; }
`;

type FormWords = typeof en;

/** They are outside Next, so the page needs none of what a signed-in page does. */
export const formWords: Record<Locale, FormWords> = { en, ru, uk };

type FormError = keyof FormWords["errors"];

/** What a wrong field is called; one without words of its own "failed". */
export function errorWords(words: FormWords, code: string): string {
  return words.errors[code as FormError] ?? words.errors.failed;
}
