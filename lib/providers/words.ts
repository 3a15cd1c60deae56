/** The words of all providers in each language, by the provider's id. Browsers load one language's alone. */
import type { ProviderMessages } from "./provider-messages";
import { messages as en } from "./messages/en";
import { messages as ru } from "./messages/ru";
import { messages as uk } from "./messages/uk";

export const providerWords: Record<"en" | "ru" | "uk", Record<string, ProviderMessages>> = {
  en,
  ru,
  uk,
};
