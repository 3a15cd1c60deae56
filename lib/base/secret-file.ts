/**
 * The installation's secret in its data folder. The first line is the secret; during a change a second one
 * (`former …`) is still accepted, and after it a third (`sessions … until …`) is the key under which people are
 * signed in, until the last of these sessions has ended. The file is replaced as a whole: whoever reads it has one
 * state or the other.
 */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname } from "node:path";

/** Which secrets are accepted. */
export interface Secrets {
  /** What is made from now on is made with it. */
  current: string;
  /** Open what was made before. */
  former: readonly string[];
  /** Keys, in hex, that open session cookies alone. */
  sessionKeys: readonly string[];
}

export interface SecretFile {
  secret: string;
  former: string[];
  sessions: { key: string; until: Date }[];
}

/** As safe as a key of 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Makes the file where there is none. @throws {Error} when it holds no secret */
export function readSecretFile(path: string): SecretFile {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, newSecret(), { mode: 0o600, flag: "wx" });
  }
  const [secret = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const words = lines.map((line) => line.trim().split(" "));
  if (secret.trim().length < 32) {
    throw new Error(`${path} must hold at least 32 characters: restore it from a backup`);
  }
  return {
    secret: secret.trim(),
    former: words.flatMap(([kind, value]) => (kind === "former" && value ? [value] : [])),
    sessions: words.flatMap(([kind, key, , until]) =>
      kind === "sessions" && key && until ? [{ key, until: new Date(until) }] : [],
    ),
  };
}

export function writeSecretFile(path: string, { secret, former, sessions }: SecretFile): void {
  const lines = [
    secret,
    ...former.map((one) => `former ${one}`),
    ...sessions.map(({ key, until }) => `sessions ${key} until ${until.toISOString()}`),
  ];
  const fresh = `${path}.new`;
  writeFileSync(fresh, `${lines.join("\n")}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  keepOwner(path, fresh);
  renameSync(fresh, path);
}

/** The program runs as the file's owner, whoever changes the secret: it has to be able to read it. */
function keepOwner(path: string, fresh: string): void {
  const [before, now] = [statSync(path), statSync(fresh)];
  if (before.uid === now.uid && before.gid === now.gid) return;
  try {
    chownSync(fresh, before.uid, before.gid);
  } catch {
    rmSync(fresh);
    throw new Error(`${path} belongs to another user: run this as the user who runs tinyCRM`);
  }
}

/** The secrets a file means at this moment. */
export function secretsOf(file: SecretFile, now = new Date()): Secrets {
  const sessions = file.sessions.filter(({ until }) => until > now);
  return {
    current: file.secret,
    former: file.former,
    sessionKeys: sessions.map(({ key }) => key),
  };
}

/** A random text of 32 hexadecimal digits has 16, one in base64 some 25. */
const fewestCharacters = 10;

/** @param file where it lies; null: in the environment */
export function weakSecretWords(file: string | null): string {
  const place = file === null ? "TINYCRM_SECRET" : `the secret in ${file}`;
  return `${place} repeats itself or has few different characters, so it may be guessed: change it with \`npx tinycrm rotate-secret\``;
}

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
