/** What the campaigns room asks of the live side. */
import type { CommandResult } from "#lib/base/command-result";
import { createPort } from "#lib/base/port";

export interface ProviderCampaigns {
  /** Has the provider of a stored sound's connection fetch it. */
  uploadSound(soundId: string): Promise<CommandResult>;
  /** Has the provider call the list it keeps. */
  startCampaign(campaignId: string): Promise<CommandResult<{ detail: string }>>;
}

export const providerCampaigns = createPort<ProviderCampaigns>("provider-campaigns");
