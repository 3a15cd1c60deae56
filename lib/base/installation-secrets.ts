/** The secrets of this installation as they are now: a change in the data folder's file counts without a restart. */
import { statSync } from "node:fs";
import { config } from "./config";
import { second } from "./duration";
import { log } from "./log";
import { processSlot } from "./process-slot";
import { readSecretFile, secretsOf, type SecretFile, type Secrets } from "./secret-file";

/** A running copy knows of a change after this, in ms. */
export const noticedAfter = second;

interface Known {
  path: string;
  /** When the file was last looked at, and what tells it from another. */
  lookedAt: number;
  version: string;
  file: SecretFile;
}

const slot = processSlot<Known>("secret-file");

export function secrets(now = Date.now()): Secrets {
  const { secret, oldSecrets, secretFile } = config();
  if (secretFile === null) return { current: secret, former: oldSecrets, sessionKeys: [] };
  const known = slot.peek();
  if (known?.path === secretFile && now - known.lookedAt < noticedAfter && now >= known.lookedAt) {
    return secretsOf(known.file, new Date(now));
  }
  const file = read(secretFile, now, known);
  return secretsOf(file, new Date(now));
}

/** A file that can't be read for a moment is as it was: nobody is signed out for it. */
function read(path: string, lookedAt: number, known: Known | undefined): SecretFile {
  const before = known?.path === path ? known : undefined;
  try {
    const { mtimeMs, ino, size } = statSync(path);
    const version = `${mtimeMs} ${ino} ${size}`;
    const file = before?.version === version ? before.file : readSecretFile(path);
    slot.set({ path, lookedAt, version, file });
    return file;
  } catch (error) {
    if (!before) throw error;
    log().error(
      { err: error },
      "the file with the secret can't be read: the last one known counts",
    );
    slot.set({ ...before, lookedAt });
    return before.file;
  }
}
