/** The keys by which push services know this installation, made once and kept sealed (RFC 8292). */
import webPush from "web-push";
import { z } from "zod";
import { seal, unseal } from "#lib/base/secrets";
import { db } from "#lib/db/client";
import { readSetting } from "#lib/db/setting";

const key = "push.keys";

const pair = z.object({ publicKey: z.string(), privateKey: z.string() });
export type VapidKeys = z.infer<typeof pair>;

/** @throws when the installation's secret does not open them: another pair would part all browsers from us for good */
export async function vapidKeys(): Promise<VapidKeys> {
  const known = (await readSetting(key)) ?? (await make());
  return pair.parse(JSON.parse(await unseal(known, key)));
}

/** Two processes may make a pair at once: the first one stays. */
async function make(): Promise<string> {
  const value = await seal(JSON.stringify(webPush.generateVAPIDKeys()), key);
  const { value: kept } = await db().setting.upsert({
    where: { key },
    create: { key, value },
    update: {},
  });
  return kept;
}
