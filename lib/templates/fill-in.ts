import { isPlaceholder, replacePlaceholders, type PlaceholderValues } from "./placeholders";

/** Stands where nothing is known; of Unicode's private use, so that nobody has typed it. */
const gap = "\uE000";

const enclosed = /["«„“([]\s*\uE000\s*["»“”)\]]/g;
/** "Company: …" with nothing behind it. */
const labelAlone = /^[^:]*:\s*\uE000[\s.,;]*$/;
const opening = /^\s*(?:\uE000[\s.,;:!?–—-]*)+(\p{L}?)/u;
const separators = ",;:–—-";
const anyWord = /[\p{L}\p{N}]/u;

/**
 * A template as it is put into a field. What is unknown goes with what belongs to it: the comma before a name,
 * brackets and quotes around it, a label, the line that holds nothing else; a sentence begins with a capital letter.
 */
export function fillIn(template: string, values: PlaceholderValues): string {
  const filled = replacePlaceholders(template, (name) =>
    isPlaceholder(name) ? values[name]?.trim() || gap : `{${name}}`,
  );
  const lines = filled.split("\n").flatMap((line) => (line.includes(gap) ? closed(line) : line));
  return lines.join("\n").trim();
}

/** The line without its gaps; none when nothing is left of it. */
function closed(line: string): string[] {
  const joined = line.replace(enclosed, gap);
  if (labelAlone.test(joined)) return [];
  const parts = joined.replace(opening, (_, letter: string) => letter.toUpperCase()).split(gap);
  const rest = parts.map((part, index) => (index < parts.length - 1 ? ended(part) : part)).join("");
  return anyWord.test(rest) ? [rest] : [];
}

/** Without what leads over to the gap: spaces, and a comma or its like. */
function ended(part: string): string {
  const text = part.trimEnd();
  return separators.includes(text.at(-1) ?? " ") ? text.slice(0, -1).trimEnd() : text;
}
