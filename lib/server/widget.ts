/**
 * `/widget/{slug}`: a vendor's widget in a page of its own, for a frame in people's pages. However it is
 * opened, it has nobody's origin: no cookie goes with its requests, and no page of ours can be read from it.
 */
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { pageScripts } from "#lib/leads/ports";
import { widgetPage } from "#lib/leads/widget/page";

export const widget = new Hono().basePath("/widget");

widget.get("/:slug{[a-z0-9-]+}", (c) => {
  const script = pageScripts().scriptOf(c.req.param("slug"));
  if (!script?.url) return c.text("There is no such widget", 404);
  const nonce = randomBytes(16).toString("base64");
  c.header("content-security-policy", policy(nonce, new URL(script.url).origin));
  c.header("x-frame-options", "SAMEORIGIN");
  return c.html(widgetPage({ ...script, nonce }));
});

widget.notFound((c) => c.text("There is nothing at this address", 404));

/** A widget brings its own scripts, styles and pictures, from hosts that only its vendor knows. */
function policy(nonce: string, vendor: string): string {
  return [
    "sandbox allow-scripts",
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic' ${vendor}`,
    `connect-src https: wss: ${vendor}`,
    `style-src 'unsafe-inline' https: ${vendor}`,
    `img-src data: blob: https: ${vendor}`,
    `font-src data: https: ${vendor}`,
    `media-src data: blob: https: ${vendor}`,
    "frame-src https:",
  ].join("; ");
}
