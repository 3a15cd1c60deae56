/** What may be uploaded as a sound; the provider's own demands are checked by its adapter. */

/** In bytes: two minutes of telephone quality, and within what a server action takes. */
export const largestSound = 2 * 1024 * 1024;

/** Whether the bytes begin as every WAV file does. */
export function isWav(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) =>
    new TextDecoder("latin1").decode(bytes.subarray(from, to));
  return bytes.length > 44 && text(0, 4) === "RIFF" && text(8, 12) === "WAVE";
}

/** The address at which a provider fetches a sound, below the public address. */
export function soundPath(key: string): string {
  return `/api/sounds/${key}.wav`;
}
