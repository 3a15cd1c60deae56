/**
 * The web's own rules, as every answer states them to browsers: where scripts may come from, who may
 * frame us, what may be kept. An answer begins closed; only what shows a page opens it, as far as it needs.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "#lib/base/config";
import { nonceHeader } from "#lib/base/door-headers";

export type WebRulesOptions = Pick<Config, "publicUrl" | "development">;

export interface WebRules {
  /** What holds for every answer, errors and files included: nothing runs, frames or keeps it. */
  close(request: IncomingMessage, response: ServerResponse): void;
  /** For what other sites may frame: its own policy says which. */
  letFrame(response: ServerResponse): void;
  /** For what Next answers: our own scripts run, by a nonce that Next reads from the request. */
  openPage(request: IncomingMessage, response: ServerResponse): void;
}

export function createWebRules({ publicUrl, development }: WebRulesOptions): WebRules {
  const rules = [...always, ...(publicUrl?.startsWith("https:") ? [onlyHttps] : [])];
  return {
    close(request, response) {
      for (const name of namesOfNonces) Reflect.deleteProperty(request.headers, name);
      for (const [name, value] of rules) response.setHeader(name, value);
    },

    letFrame(response) {
      response.removeHeader("x-frame-options");
      response.setHeader("content-security-policy", inert);
      response.setHeader("cross-origin-resource-policy", "cross-origin");
    },

    openPage(request, response) {
      // Next's answers know best how long they keep; those about a session have no opinion.
      if (!request.url?.startsWith("/api/")) response.removeHeader("cache-control");
      if (request.url?.startsWith("/_next/static/")) return;
      const nonce = randomBytes(16).toString("base64");
      const sockets = socketOrigins(publicUrl, request.headers.host);
      const policy = development ? developmentPolicy : pagePolicy(nonce, sockets);
      request.headers["content-security-policy"] = policy;
      request.headers[nonceHeader] = nonce;
      response.setHeader("content-security-policy", policy);
    },
  };
}

/** Next takes its nonce from a request's header: a stranger's would be one they know. */
const namesOfNonces = [
  "content-security-policy",
  "content-security-policy-report-only",
  nonceHeader,
] as const;

const inert = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** Abilities of a browser that no page of ours asks for, nor any script that got into one. */
const unused = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "usb",
  "xr-spatial-tracking",
];

const always = [
  ["content-security-policy", `${inert}; frame-ancestors 'none'`],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "same-origin"],
  ["x-frame-options", "DENY"],
  ["permissions-policy", unused.map((ability) => `${ability}=()`).join(", ")],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["cache-control", "no-store"],
] as const;

/** One year. Without includeSubDomains: those are not ours to promise for (docs/security.md). */
const onlyHttps = ["strict-transport-security", "max-age=31536000"] as const;

/** The script rule stands first: Next takes the first that begins with its name. */
function pagePolicy(nonce: string, sockets: string): string {
  return [
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    `connect-src 'self' ${sockets}`.trim(),
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    // Components set widths and places as style attributes, and toasts bring a sheet of their own.
    "style-src 'self' 'unsafe-inline'",
    // Vendors' widgets, in frames of their own (lib/server/widget.ts).
    "frame-src 'self'",
    "manifest-src 'self'",
    // The one that shows missed clients while no page is open (public/push-worker.js).
    "worker-src 'self'",
  ].join("; ");
}

/** Hot reload evaluates what it loads. */
const developmentPolicy = [
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "default-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** A name or an IPv4 address, perhaps with a port: all that a policy can name. */
const nameable = /^[a-z0-9.-]+(?::\d{1,5})?$/i;

/** Where our sockets are, for browsers whose 'self' does not cover them. */
function socketOrigins(publicUrl: string | null, host: string | undefined): string {
  const own = publicUrl ? new URL(publicUrl).host : (host ?? "");
  if (!nameable.test(own)) return "";
  return publicUrl?.startsWith("https:") ? `wss://${own}` : `ws://${own} wss://${own}`;
}
