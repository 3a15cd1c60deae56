import { longestText } from "#lib/sms/sms-view";

/** Where a template is put in: a note about a client, or a text message to them. */
export const templateKinds = ["note", "sms"] as const;
export type TemplateKind = (typeof templateKinds)[number];

export interface TemplateView {
  id: string;
  kind: TemplateKind;
  name: string;
  /** Placeholders by their names in `placeholders.ts`. */
  text: string;
}

/** A line of the company's (lib/numbers/lines.ts), and what is read out on it; empty: nothing. */
export interface LineScriptView {
  line: string;
  text: string;
}

export const longestName = 60;
/** What an SMS may hold, in characters; more of a note than one reads at a glance. */
export const longestTemplate = longestText;
/** Of a script, in characters: what is read out before the client has said anything. */
export const longestScript = 2_000;
export const longestLine = 64;
