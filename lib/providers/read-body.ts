import { ProviderError } from "./contract";

/**
 * The answer's body as text, read no further than a provider's answer may be long.
 * @param limit in bytes
 * @throws {ProviderError} `too-large`, in the words given
 */
export async function readBody(
  { body }: Response,
  limit: number,
  tooLarge: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw new ProviderError("too-large", tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
