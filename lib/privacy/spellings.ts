/** A text as it stands, and as it reads with the escapes of addresses, forms and JSON undone. */

/** Without an escape undone, what stands before a word would look like a letter or a digit of it: `\nAnna`, `%20044`. */
export function spellingsOf(text: string): string[] {
  const all = [text];
  if (/[%+]/.test(text)) all.push(text.replace(/[^\s"<>]+/g, addressRead));
  for (const one of [...all]) {
    if (!one.includes("\\")) continue;
    const once = jsonRead(one);
    // JSON within JSON.
    all.push(once, ...(once.includes("\\") ? [jsonRead(once)] : []));
  }
  return all;
}

/** A plus is a blank in addresses and forms alone: elsewhere it belongs to a number or an e-mail. */
function addressRead(word: string): string {
  if (!word.includes("%") && !word.includes("=")) return word;
  return word.replaceAll("+", " ").replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Another encoding's letters, or a cut one: what is left is read all the same.
      return run.replace(/%([0-7][0-9a-fA-F])/g, (_, code: string) => characterOf(code));
    }
  });
}

function jsonRead(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code?: string, short = "") => {
    if (code !== undefined) return characterOf(code);
    return "nrtbf".includes(short) ? " " : short;
  });
}

function characterOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}
