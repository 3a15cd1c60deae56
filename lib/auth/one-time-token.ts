/** Tokens of one-time links: only the link holds one, the database keeps its digest. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, as they stand in a link. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hex: whoever reads a backup can't use the link. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** @param digest as of `digestOf` */
export function isTokenOf(digest: string, token: string): boolean {
  return timingSafeEqual(Buffer.from(digest, "hex"), Buffer.from(digestOf(token), "hex"));
}

/** A one-time link. @param origin of the installation, without a trailing slash */
export function welcomeLink(origin: string, token: string): string {
  return `${origin}/welcome?${new URLSearchParams({ token }).toString()}`;
}
