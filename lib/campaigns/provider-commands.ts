/** What campaigns ask of a provider by hand: to take a sound, and to call the list it keeps. */
import { db } from "#lib/db/client";
import type { CommandResult } from "#lib/server/hub";
import { adapterContext } from "#lib/telephony/adapter-context";
import { commandFailure } from "#lib/telephony/command-failure";
import type { FindLine, Line } from "./line";
import { soundPath } from "./sound-file";

/** The provider fetches the sound before it answers, in ms. */
const patience = 20_000;

export function createCampaignCommands(options: {
  lineOf: FindLine;
  /** Where providers reach us; null when nobody has said it. */
  publicUrl: string | null;
}) {
  const { lineOf, publicUrl } = options;

  return {
    async uploadSound(soundId: string): Promise<CommandResult> {
      const sound = await db().campaignSound.findUniqueOrThrow({ where: { id: soundId } });
      if (!publicUrl) return refusal("no-public-url", "TINYCRM_PUBLIC_URL is not set");
      const line = lineOf(sound.connectionId);
      if (!line?.adapter.uploadSound) return refusal("off", "The connection is switched off");
      const url = publicUrl + soundPath(sound.key);
      const { bytes, key } = sound;
      return asked(line, async () => {
        const { file } = await line.adapter.uploadSound!(
          { name: `${key}.wav`, url, bytes },
          adapterContext(line, patience),
        );
        await db().campaignSound.update({ where: { id: soundId }, data: { providerFile: file } });
        return {};
      });
    },

    async startCampaign(campaignId: string): Promise<CommandResult<{ detail: string }>> {
      const campaign = await db().campaign.findUniqueOrThrow({
        where: { id: campaignId },
        include: { sound: { select: { providerFile: true } } },
      });
      const file = campaign.sound.providerFile;
      const line = lineOf(campaign.connectionId);
      if (!line?.adapter.startCampaign || file === null) {
        return refusal("off", "The connection is switched off");
      }
      const { channels } = campaign;
      return asked(line, () =>
        line.adapter.startCampaign!({ file, channels }, adapterContext(line, patience)),
      );
    },
  };
}

async function asked<T>(line: Line, ask: () => Promise<T>): Promise<CommandResult<T>> {
  try {
    return { ok: true, ...(await ask()) };
  } catch (error) {
    return { ok: false, ...commandFailure(error, line.log), provider: line.adapter.id };
  }
}

function refusal(code: string, message: string) {
  return { ok: false as const, code, message };
}
