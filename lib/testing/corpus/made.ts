/** Texts and bytes as the data files describe them: as they are, or by how they are made. */

export type Made =
  | string
  | { repeat: Made; times: number }
  | { join: Made[] }
  | { hex: string }
  /** The text in another encoding than UTF-8. */
  | { text: string; encoding: "latin1" | "utf16le" }
  | { base64: Made };

export function bytesOf(made: Made): Buffer {
  if (typeof made === "string") return Buffer.from(made);
  if ("repeat" in made) {
    const once = bytesOf(made.repeat);
    return Buffer.alloc(once.length * made.times, once);
  }
  if ("join" in made) return Buffer.concat(made.join.map(bytesOf));
  if ("hex" in made) return Buffer.from(made.hex.replaceAll(" ", ""), "hex");
  if ("base64" in made) return Buffer.from(bytesOf(made.base64).toString("base64"));
  return Buffer.from(made.text, made.encoding);
}

/** @param within where VALUE stands for it; without it, the value alone */
export function textWithin(within: string | undefined, made: Made): string {
  const text = bytesOf(made).toString();
  return within === undefined ? text : within.replaceAll("VALUE", () => text);
}

/** So many beginnings of a text, from its first character to all but its last. */
export function beginningsOf(text: string, count: number): string[] {
  const step = (text.length - 2) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => text.slice(0, 1 + Math.round(index * step)));
}

/** For a test's name. */
export function shortly(made: unknown): string {
  return (JSON.stringify(made) ?? "missing").slice(0, 80);
}
