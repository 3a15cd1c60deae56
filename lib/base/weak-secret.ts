/** A secret is made by a machine. What is shorter, typed or repeats itself is guessed by one. */

/** A random text of 32 hexadecimal digits has 16, one in base64 some 25. */
const fewestCharacters = 10;

export const weakSecretWords =
  "TINYCRM_SECRET repeats itself or has few different characters, so it may be guessed: change it with `npm run rotate-secret`";

export function isWeakSecret(secret: string): boolean {
  return new Set(secret).size < fewestCharacters || isRepetition(secret) || isSequence(secret);
}

/** Whether it is one shorter text again and again, the last time perhaps in part. */
function isRepetition(secret: string): boolean {
  for (let length = 1; length <= secret.length / 2; length++) {
    const once = secret.slice(0, length);
    if (once.repeat(Math.ceil(secret.length / length)).startsWith(secret)) return true;
  }
  return false;
}

/** Whether most characters follow the one before, as in the alphabet. */
function isSequence(secret: string): boolean {
  const codes = [...secret].map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - codes[index]!) === 1);
  return steps.length > codes.length / 2;
}
