/** What campaigns ask of a provider by hand: to take a sound, and to call the list it keeps. */
import { db } from "#lib/db/client";
import { refusal } from "#lib/base/command-result";
import { runCommand, withAdapter, type OpenConnection } from "#lib/connections/with-adapter";
import type { ProviderCampaigns } from "./ports";
import { soundPath } from "./sound-file";

/** The provider fetches the sound before it answers, in ms. */
const patience = 20_000;

export function createCampaignCommands(options: {
  /** Finds a connection that is in use here. */
  lineOf(connectionId: string): OpenConnection | undefined;
  /** Where providers reach us; null when nobody has said it. */
  publicUrl: string | null;
}): ProviderCampaigns {
  const { lineOf, publicUrl } = options;
  const off = refusal("off", "The connection is switched off");

  return {
    async uploadSound(soundId) {
      const { connectionId, bytes, key } = await db().campaignSound.findUniqueOrThrow({
        where: { id: soundId },
      });
      if (!publicUrl) return refusal("no-public-url", "TINYCRM_PUBLIC_URL is not set");
      const line = lineOf(connectionId);
      if (!line?.adapter.uploadSound) return off;
      const sound = { name: `${key}.wav`, url: publicUrl + soundPath(key), bytes };
      return withAdapter(line, patience, async (ctx) => {
        const { file } = await line.adapter.uploadSound!(sound, ctx);
        await db().campaignSound.update({ where: { id: soundId }, data: { providerFile: file } });
      });
    },

    async startCampaign(campaignId) {
      const { connectionId, channels, sound } = await db().campaign.findUniqueOrThrow({
        where: { id: campaignId },
        include: { sound: { select: { providerFile: true } } },
      });
      const file = sound.providerFile;
      const line = lineOf(connectionId);
      if (!line?.adapter.startCampaign || file === null) return off;
      const command = { command: "campaign", patience, campaignId } as const;
      const started = await runCommand(line, command, async (ctx) =>
        line.adapter.startCampaign!({ file, channels }, ctx),
      );
      return started.ok ? { ok: true, ...started.value } : started;
    },
  };
}
