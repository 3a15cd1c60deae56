/**
 * Which passwords are refused: too short ones, and those that a stranger would try early. An estimator
 * that knows 49,000 common passwords, keyboards, sequences and dates says how many guesses a password
 * takes; it works offline. Words that anybody would try here (one's name, the e-mail, the company, the
 * product) add nothing: the rest must be a good password by itself.
 */
import type { ZxcvbnFactory, ZxcvbnResult } from "@zxcvbn-ts/core";
import { config } from "#lib/base/config";
import { onEnglishKeys } from "#lib/base/keyboard-layout";
import { ActionError } from "./action-error";
import { lengthOf, passwordLength } from "./password";

/** Why a password is refused: a key of `passwordFaults` in messages. */
export type PasswordFault =
  "tooShort" | "tooLong" | "ownWords" | "repeated" | "sequence" | "common";

/** The same for the operator, after the name of the variable or field. */
export const faultWords: Record<PasswordFault, string> = {
  tooShort: `must have at least ${passwordLength.min} characters`,
  tooLong: `must have at most ${passwordLength.max} characters`,
  ownWords: `must have ${passwordLength.min} characters beside the person's name, the e-mail, the company and tinyCRM`,
  repeated: "repeats the same characters; choose several words that don't belong together",
  sequence: "is a sequence of keys or letters; choose several words that don't belong together",
  common: "is easily guessed; choose several words that don't belong together",
};

/** Whose password it is to be. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/** Fewer guesses than this take a stolen hash days, not years. */
const fewestGuesses = 1e9;
/** The estimate's time grows fast with the length; the beginning and the end of a long one suffice. */
const estimatedLength = 24;
/** Replacements like "4" for "a" that are tried at once; more make no difference but to the time. */
const l33tMaxSubstitutions = 20;
const productWords = ["tinycrm", "tiny", "crm"];
/** Shorter names are parts of too many other words. */
const fewestLetters = 3;

/** @returns null for a good password */
export async function passwordFault(
  password: string,
  owner: PasswordOwner,
): Promise<PasswordFault | null> {
  const length = lengthOf(password);
  if (length < passwordLength.min) return "tooShort";
  if (length > passwordLength.max) return "tooLong";
  const rest = withoutWords(password, guessedWords(owner));
  if (lengthOf(rest) < passwordLength.min && rest !== password) return "ownWords";
  return repeatsItself(rest) ? "repeated" : patternFault(rest);
}

/**
 * @param field the form's field of the password
 * @throws {ActionError} "invalid" with the fault by the field
 */
export async function assertGoodPassword(
  password: string,
  owner: PasswordOwner,
  field = "password",
): Promise<void> {
  const fault = await passwordFault(password, owner);
  if (fault) throw new ActionError("invalid", { fields: { [field]: fault } });
}

function guessedWords({ email, name }: PasswordOwner): string[] {
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  const { publicUrl } = config();
  const hosts = publicUrl ? [domain, new URL(publicUrl).hostname] : [domain];
  // The last label is a country's or "com": no word of the company's.
  const labels = hosts.flatMap((host) => host.split(".").slice(0, -1));
  const words = [local, name, ...labels, ...productWords];
  const parts = words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u));
  return [...new Set([...words, ...parts].map(folded))]
    .filter((word) => lengthOf(word) >= fewestLetters)
    .sort((a, b) => b.length - a.length);
}

const lookalikes = new Map([..."4@3€1!|l05$7"].map((sign, at) => [sign, "aaeeiiiiosst"[at]!]));

/** One sign for each sign, without case and the usual replacements: "T1nyCRM" is "tinycrm". */
function folded(text: string): string {
  return [...text]
    .map((sign) => {
      const lower = sign.toLowerCase();
      return lookalikes.get(lower) ?? (lower.length === sign.length ? lower : sign);
    })
    .join("");
}

/** @param words folded, longest first */
function withoutWords(password: string, words: readonly string[]): string {
  let rest = password;
  for (const word of words) {
    for (let at = folded(rest).indexOf(word); at !== -1; at = folded(rest).indexOf(word)) {
      rest = rest.slice(0, at) + rest.slice(at + word.length);
    }
  }
  return rest;
}

/** Made of a short piece over and over, however long it is, the last one perhaps cut. */
function repeatsItself(text: string): boolean {
  const longest = Math.min(passwordLength.min - 1, text.length / 2);
  for (let period = 1; period <= longest; period++) {
    if (text.startsWith(text.slice(period))) return true;
  }
  return false;
}

let loading: Promise<ZxcvbnFactory> | undefined;

/** Loaded with the first password that somebody chooses: its lists take some 40 MB. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Estimator }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new Estimator({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions });
}

async function patternFault(password: string): Promise<PasswordFault | null> {
  const estimator = await (loading ??= loadEstimator());
  const signs = [...password];
  const ends = [signs.slice(0, estimatedLength), signs.slice(-estimatedLength)];
  let fault: PasswordFault | null = null;
  for (const end of new Set(ends.map((part) => part.join("")))) {
    const weakest = spellings(end)
      .map((spelling) => estimator.check(spelling))
      .reduce((a, b) => (b.guesses < a.guesses ? b : a));
    if (weakest.guesses >= fewestGuesses) return null;
    fault ??= faultOf(weakest);
  }
  return fault;
}

/** As typed, without signs put between the words, and by its keys ("gfhjkm" is as common as "пароль"). */
function spellings(text: string): string[] {
  const joined = text.replace(/[^\p{L}\p{N} ]| (?=\d)|(?<=\d) /gu, "");
  return [...new Set([text, joined || text, onEnglishKeys(text)])];
}

/** By the longest part of what was recognised. */
function faultOf({ sequence }: ZxcvbnResult): PasswordFault {
  const [longest] = [...sequence].sort((a, b) => b.token.length - a.token.length);
  if (longest?.pattern === "repeat") return "repeated";
  return longest?.pattern === "sequence" || longest?.pattern === "spatial" ? "sequence" : "common";
}
