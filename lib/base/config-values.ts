/** What the texts of single variables have to be. */
import { z } from "zod";
import { parseNetwork } from "./networks";

export const networks = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every((part) => parseNetwork(part) !== null), {
    message: "must be addresses or CIDR blocks with commas between, e.g. 127.0.0.1,10.0.0.0/8",
  });
/** An address that programs can follow; a bare mail address becomes one. */
export const securityContact = z
  .string()
  .trim()
  .transform((text) => (z.email().safeParse(text).success ? `mailto:${text}` : text))
  .refine(
    (text) => /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s/]\S*|tel:\+?[\d().-]+)$/.test(text),
    "must be a mail address, or begin with https://, mailto: or tel:, like security@company.example",
  );

/** Plain http is for a provider on this machine, where nobody listens in. */
export const issuer = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with https://", abort: true })
  .refine((text) => {
    const { protocol, hostname, search, hash } = new URL(text);
    const near = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    return (protocol === "https:" || near) && search === "" && hash === "";
  }, "must begin with https://, without a query; http:// is for a provider on this machine");
export const publicUrl = z
  .url({
    protocol: /^https?$/,
    error: "must be an address that begins with https:// or http://",
    abort: true,
  })
  .refine((text) => {
    const { origin, href } = new URL(text);
    return href === `${origin}/`;
  }, "must be a name alone, like https://crm.company.example: under a path of it tinyCRM can't be served");
export const mailSender = z
  .string()
  .trim()
  .regex(
    /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'must be a mail address, like crm@company.example or "CRM <crm@company.example>"',
  );
export const adminPassword = z
  .string()
  .refine((text) => [...text].length >= 12, "must have at least 12 characters");
export const longSecret = z.string().min(32, "must have at least 32 characters");

const portWords = "must be a number from 0 to 65535, like 3000";
export const port = z.coerce
  .number(portWords)
  .int(portWords)
  .min(0, portWords)
  .max(65_535, portWords);

const wholeNumber = "must be a whole number";
/** More than a machine has cores would only take its memory. */
export const pages = z.coerce
  .number(wholeNumber)
  .int(wholeNumber)
  .min(1, "must be at least 1")
  .max(16, "must be at most 16: further ones are several copies (docs/scaling.md)");
