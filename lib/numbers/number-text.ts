/** Text in which somebody has written a number, without what no person sees and no number needs. */

/** Marks of direction, joiners, soft hyphens, byte order marks: telephones copy them along. */
const invisible = /[\p{Cf}\u034F\uFE00-\uFE0F\u20E3]/gu;
const apostrophes = new Set(["'", "’", "‘", "`", "´", "ʼ"]);

/** As a person sees it: without invisible marks, and without what makes spreadsheets keep a number a text. */
export function visibleText(text: string): string {
  let seen = text.replace(invisible, "").trim();
  for (let left = 4; left > 0; left--) {
    const bare = withoutMark(seen);
    if (bare === seen) break;
    seen = bare;
  }
  return seen;
}

/** One of `="…"`, `"…"`, `'…`. */
function withoutMark(text: string): string {
  if (text.startsWith("=") || apostrophes.has(text[0] ?? "")) return text.slice(1).trim();
  const quoted =
    text.length > 1 && text.startsWith('"') && text.indexOf('"', 1) === text.length - 1;
  return quoted ? text.slice(1, -1).trim() : text;
}

/** Arabic and Persian ones: their last four bits are what they mean. */
const easternDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;

/** The visible text with addresses (`sip:`, `tel:`, links) cut down to the numbers in them. */
export function numberText(visible: string): string {
  return decoded(visible)
    .normalize("NFKC")
    .replaceAll("&nbsp;", " ")
    .replace(/[−‐-―]/gu, "-")
    .replace(/(?<=\d)[_·∙⋅•](?=\d)/g, " ")
    .replace(easternDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\S+/g, withoutAddress);
}

function decoded(text: string): string {
  if (!/%[\da-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const linkToChat = /^(?:https?:\/\/)?(?:www\.)?(?:wa\.me|t\.me|viber\.click)\//i;
const parameter = /[?&](?:phone|number)=/i;

function withoutAddress(word: string): string {
  const named = word.search(parameter);
  if (named >= 0) return word.slice(named).replace(parameter, "").split("&", 1)[0]!;
  const chat = linkToChat.exec(word);
  if (chat) return word.slice(chat[0].length).split("?", 1)[0]!;
  if (/^<?(?:https?|ftp):/i.test(word)) return "";
  return word.split("@", 1)[0]!.split(/;(?:phone-context|user|transport|isub)=/i, 1)[0]!;
}
