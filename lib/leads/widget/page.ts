/** The page in which a vendor's widget runs for a signed-in person: nothing is in it but the widget. */
import { html, raw } from "hono/html";
import { toScript, vendorStorage } from "../form/scripts";
import type { PageScriptView } from "../ports";

/** @param options.nonce allows the page's own script */
export function widgetPage({ nonce, ...widget }: PageScriptView & { nonce: string }) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="robots" content="noindex" />
        <title>Widget</title>
      </head>
      <body>
        <script nonce="${nonce}">
          ${raw(vendorStorage)};
          ${raw(widgetScript(widget))};
        </script>
      </body>
    </html>`;
}

/**
 * Loads the vendor's script, does at it what the page around asks for, and hands its events on. Commands
 * wait for the script: the page around sends none before "ready".
 */
function widgetScript(widget: PageScriptView): string {
  return `(() => {
  const { slug, url, eventNames } = ${toScript(widget)};
  const send = (message) => parent.postMessage({ widget: slug, ...message }, location.origin);
  for (const name of eventNames) {
    addEventListener(name, ({ detail }) => {
      try {
        send({ type: "event", name, detail: JSON.stringify(detail) ?? "null" });
      } catch (error) {
        console.warn(error);
      }
    });
  }
  const at = (path) => path.reduce((owner, name) => owner?.[name], window);
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== location.origin || data?.widget !== slug) return;
    const { functionPath, eventName, detail } = data.command;
    const run = at(functionPath);
    if (typeof run === "function") return run.call(at(functionPath.slice(0, -1)), detail);
    const event = new CustomEvent(eventName, { bubbles: true, cancelable: true, detail });
    document.head.dispatchEvent(event);
  });
  const script = document.createElement("script");
  script.onload = script.onerror = () => send({ type: "ready" });
  script.src = url;
  document.head.append(script);
})();`;
}
