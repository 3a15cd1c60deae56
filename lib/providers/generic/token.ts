/** The hook's token is a secret of Standard Webhooks: `whsec_`, and 24 to 64 bytes as base64. */
import { randomBytes } from "node:crypto";

/** Of 24 bytes. Letters and digits alone: a PBX that can't sign sends it in an address as it is. */
export function newHookToken(): string {
  return `whsec_${randomBytes(24).toString("base64").replace(/[+/]/g, "0")}`;
}

export function isHookToken(text: string): boolean {
  const [, base64 = ""] = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, "base64");
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString("base64") === base64;
}
