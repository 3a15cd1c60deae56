/** Networks as an operator writes them: `192.168.1.10`, `10.0.0.0/8`, `fd00::/8`. */
import { isIP } from "node:net";
import { z } from "zod";

export interface Network {
  address: string;
  /** Bits of the address that a member shares with it. */
  prefix: number;
  family: "ipv4" | "ipv6";
}

/** @returns null for anything but an address, or an address with the length of its prefix */
export function parseNetwork(text: string): Network | null {
  const [, address = "", length] = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return null;
  const longest = version === 4 ? 32 : 128;
  const prefix = length === undefined ? longest : Number(length);
  if (prefix > longest) return null;
  return { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

/** One network, as text. */
export const network = z.string().transform((text, ctx) => {
  const parsed = parseNetwork(text.trim());
  if (parsed) return parsed;
  ctx.addIssue({ code: "custom", message: misspelt(text.trim()) });
  return z.NEVER;
});

/** Networks with commas between them. */
export const networkList = z.string().transform((text, ctx) => {
  const texts = text.split(",").flatMap((part) => part.trim() || []);
  const wrong = texts.find((part) => !parseNetwork(part));
  if (wrong === undefined) return texts.map((part) => parseNetwork(part)!);
  ctx.addIssue({ code: "custom", message: misspelt(wrong) });
  return z.NEVER;
});

function misspelt(text: string): string {
  return `"${text.slice(0, 60)}" is no network: write addresses like 192.168.1.10 or networks like 10.0.0.0/8, with commas between them`;
}
