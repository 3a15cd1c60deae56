/** What a browser is told a recording is: audio, whatever the provider says, or nothing at all. */

const byEnding: Record<string, string> = {
  wav: "audio/wav",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  m4a: "audio/mp4",
  mp4: "audio/mp4",
  aac: "audio/aac",
  flac: "audio/flac",
  amr: "audio/amr",
};
/** Servers that do not know what they serve. */
const vague =
  /^(?:application\/(?:octet-stream|x-\w+|force-download)|binary\/octet-stream|video\/mp4)$/;
const usual = "audio/mpeg";

/**
 * @param told the provider's Content-Type
 * @param path of the recording's address; its ending helps where the provider is vague
 * @returns null for what is no recording, e.g. a page that asks to sign in
 */
export function mediaTypeOf(told: string | undefined, path: string): string | null {
  const type = (told ?? "").split(";")[0]!.trim().toLowerCase();
  if (/^audio\/[\w.+-]+$/.test(type)) return type;
  if (type !== "" && !vague.test(type)) return null;
  return byEnding[endingOf(path)] ?? usual;
}

/** @returns "wav" of `/a/b.wav`, in small letters; "" where there is none */
export function endingOf(path: string): string {
  return (/\.([a-z0-9]{2,4})$/i.exec(path)?.[1] ?? "").toLowerCase();
}
