/** The demo's accounts, and their passwords: the installation's own, and the same at each start. */
import { createHmac } from "node:crypto";
import { deriveKey } from "#lib/base/secrets";

export const demoPeople = [
  { email: "admin@demo.tinycrm.local", role: "admin", extension: "100" },
  { email: "olena@demo.tinycrm.local", role: "sales", extension: "101" },
  { email: "ivan@demo.tinycrm.local", role: "sales", extension: "102" },
] as const;

const passwordSigns = 20;

/** @param secret the installation's: nobody without it can compute the password */
export function demoPassword(secret: string, email: string): string {
  const mac = createHmac("sha256", deriveKey(secret, "demo")).update(email);
  return mac.digest("base64url").slice(0, passwordSigns);
}
