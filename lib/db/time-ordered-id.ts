import { randomBytes } from "node:crypto";

/**
 * Creates a UUID of version 7, as Prisma does, for rows that are written without Prisma.
 * @param at in ms
 * @param position of the row in its batch, so that ids keep the order of the rows
 */
export function timeOrderedId(at: number, position = 0): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | (position & 0xfff), 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** Returns the lowest id that can be created at this time, in ms, or later. */
export function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
