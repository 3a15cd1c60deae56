/**
 * Changes the installation's secret while the product runs. Where it lies in the data folder, running copies
 * notice the file within a second: first both secrets are accepted, then every sealed value is made anew, then the
 * old one is gone. Where the environment says it, the operator sets both, and this makes the values anew.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { recordAudit } from "#lib/audit/record-audit";
import { sessionKeyOf } from "#lib/auth/cookie";
import { sessionLife } from "#lib/auth/sessions";
import { ConfigError, type Config } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { noticedAfter } from "#lib/base/installation-secrets";
import { newSecret, readSecretFile, secretsOf, writeSecretFile } from "#lib/base/secret-file";
import { transaction } from "#lib/db/client";
import { isDemoOpen } from "#lib/people/demo";
import { resealAll, type Resealed } from "./reseal-all";

export interface Rotation {
  /** Signs everybody out: for a secret that somebody else has. */
  endSessions: boolean;
  say: (line: string) => void;
}

/** Copies share a folder perhaps over a network, and clocks are a little apart; in ms. */
const untilNoticed = noticedAfter + 2 * second;
/** Passes after which a value that always changes is given up. */
const mostPasses = 20;

/** @throws {ConfigError} in one sentence, when the secret stays as it is */
export async function rotateSecret(config: Config, rotation: Rotation): Promise<void> {
  if (await isDemoOpen()) {
    throw new ConfigError("This is a demo, whose passwords hang on its secret: end the demo first");
  }
  if (config.secretFile === null) return rotateInEnvironment(config, rotation.say);
  const path = config.secretFile;
  const before = readSecretFile(path);
  // A change that was interrupted is gone on with.
  const [secret, former] =
    before.former.length > 0 ? [before.secret, before.former] : [newSecret(), [before.secret]];
  const lasting = before.sessions.filter(({ until }) => until > new Date());
  writeSecretFile(path, { secret, former, sessions: lasting });
  rotation.say(`Both secrets are accepted now (${path}).`);
  await sleep(untilNoticed);
  const { changed } = await resealUntilDone(secretsOf(readSecretFile(path)));
  await sleep(untilNoticed);
  // What a copy had sealed under the old one before it noticed.
  await resealUntilDone(secretsOf(readSecretFile(path)));
  rotation.say(`${changed} stored secrets are under the new one.`);
  const until = new Date(Date.now() + sessionLife * second);
  const kept = former.map((one) => ({ key: sessionKeyOf(one), until }));
  const sessions = rotation.endSessions ? [] : [...kept, ...lasting];
  writeSecretFile(path, { secret, former: [], sessions });
  await audited();
  rotation.say(
    rotation.endSessions
      ? "The old secret is worth nothing any more. Everybody signs in anew."
      : `The old secret opens nothing any more. Who is signed in stays so, until ${until.toISOString().slice(0, 10)} at the latest.`,
  );
}

async function rotateInEnvironment(config: Config, say: Rotation["say"]): Promise<void> {
  if (config.oldSecrets.length === 0) {
    say("The secret comes from the environment (TINYCRM_SECRET). To change it, set there");
    say(`  TINYCRM_SECRET=${newSecret()}`);
    say("  TINYCRM_OLD_SECRETS=<the secret of today>");
    say("restart every copy of tinyCRM with both, and run this command once more with both.");
    return;
  }
  const { changed } = await resealUntilDone({
    current: config.secret,
    former: config.oldSecrets,
    sessionKeys: [],
  });
  await audited();
  say(`${changed} stored secrets are under the new one.`);
  say(
    "Remove TINYCRM_OLD_SECRETS and restart. Who signed in before the change signs in anew then;",
  );
  say("a week from the restart with both secrets on, that is nobody.");
}

async function resealUntilDone(keys: Parameters<typeof resealAll>[0]): Promise<Resealed> {
  const all: Resealed = { changed: 0, unreadable: [] };
  for (let pass = 0; pass < mostPasses; pass++) {
    const { changed, unreadable } = await resealAll(keys);
    all.changed += changed;
    if (unreadable.length > 0) {
      throw new ConfigError(
        `Nothing was lost, and both secrets are still accepted: none of them opens ${unreadable.join(", ")}. Save these anew, then run this once more`,
      );
    }
    if (changed === 0) return all;
  }
  throw new ConfigError("Stored secrets change all the time: run this once more");
}

function audited(): Promise<void> {
  return transaction((tx) => recordAudit(tx, { event: "secret.rotated" }));
}
