/** `/.well-known/security.txt` (RFC 9116): whom to write to who finds a hole in this installation. */
import { Hono } from "hono";
import type { Config } from "#lib/base/config";
import { day } from "#lib/base/duration";

/** The file is made when it is asked for: it is as fresh as the installation runs. */
const validFor = 180 * day;

/**
 * Only the operator knows whom to write to: without TINYCRM_SECURITY_CONTACT there is no such file, rather
 * than the address of people who can do nothing about this installation.
 */
export function securityContact(options: Pick<Config, "publicUrl" | "securityContact">): Hono {
  const { publicUrl, securityContact: contact } = options;
  const app = new Hono();
  app.get("/.well-known/security.txt", (c) => {
    if (!contact) return c.text("This installation has named no security contact", 404);
    const expires = new Date(Math.floor((Date.now() + validFor) / day) * day);
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${expires.toISOString()}`,
      "Preferred-Languages: en, uk, ru",
      ...(publicUrl ? [`Canonical: ${publicUrl}/.well-known/security.txt`] : []),
    ];
    return c.text(`${lines.join("\n")}\n`);
  });
  return app;
}
