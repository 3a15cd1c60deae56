import type { messages as first } from "../../messages/en";
import type { messages as later } from "../../messages/en/later";

/** What code asks for by name exists in English; `messages.test.ts` holds the other languages to it. */
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof first & typeof later;
  }
}
