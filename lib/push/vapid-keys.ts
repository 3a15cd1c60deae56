/** The keys by which push services know this installation, made once and kept sealed (RFC 8292). */
import { z } from "zod";
import { seal, unseal } from "#lib/base/secrets";
import { readSetting, settleSetting } from "#lib/db/setting";

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
  const { default: webPush } = await import("web-push");
  return settleSetting(key, await seal(JSON.stringify(webPush.generateVAPIDKeys()), key));
}
