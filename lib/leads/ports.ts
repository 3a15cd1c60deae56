/** What the leads room asks of the live side. */
import type { CommandResult } from "#lib/base/command-result";
import { createPort } from "#lib/base/port";
import type { PageScript } from "#lib/providers/contract";
import type { LeadInput } from "./lead-input";

export interface LeadForm {
  /** The provider's own script on the form; null when there is none. */
  script: { url: string | null; order: PageScript["order"] } | null;
  /** Sites that may frame the form, as a policy names them; none: any may. */
  sites: readonly string[];
  /** Of the connection, ISO 3166 alpha-2: an example of a number is one of its. */
  country: string;
}

export interface LeadAnswer {
  /** The provider calls; else the lead is kept all the same. */
  ordered: boolean;
}

export interface LeadDesk {
  /** The lead form of the connection with this slug; null when it has none. */
  form(slug: string): LeadForm | null;
  /** Keeps a lead and has its provider call back; null when the connection takes none. */
  receive(slug: string, lead: LeadInput): Promise<LeadAnswer | null>;
}

export interface PageScriptView {
  /** Of the connection. */
  slug: string;
  /** Of what runs in a frame of its own, at `/widget/{slug}`; null: there is no such frame. */
  url: string | null;
  /** CustomEvents to listen for: in that frame, else on the page's own `window`. */
  eventNames: readonly string[];
}

export interface PageScripts {
  /** The vendors' scripts for a person's pages. */
  scriptsFor(userId: string): Promise<PageScriptView[]>;
  /** The script of the connection with this slug; null when it has none. */
  scriptOf(slug: string): PageScriptView | null;
  /** Takes an event of such a script; `detail` is untrusted. */
  receive(event: {
    userId: string;
    slug: string;
    name: string;
    detail: unknown;
  }): Promise<CommandResult>;
}

export const leadDesk = createPort<LeadDesk>("lead-desk");
export const pageScripts = createPort<PageScripts>("page-scripts");
