/** What the demo is written in: everything a visitor reads of it, in one language. */

/** Keys of the outcomes the product comes with. */
export type PastOutcome =
  "interested" | "agreed" | "call-back" | "answered" | "not-interested" | "wrong-number";

export interface DemoWords {
  /** Administrator and the two who sell, in the order of their accounts. */
  team: readonly [string, string, string];
  connection: string;
  /** ISO 3166 alpha-2: gives national numbers their meaning. */
  country: string;
  /** IANA: of the company's clock, whatever that of the machine is. */
  zone: string;
  /** The tutorial's three. */
  tutorial: readonly [string, string, string];
  /** Men's names, then women's; surnames likewise. As many of each. */
  given: readonly [string[], string[]];
  surnames: readonly [string[], string[]];
  companies: string[];
  /** Of mail addresses that reach nobody. */
  domain: string;
  /** Beginnings of numbers at which nobody can be; `tail` digits follow. */
  numbers: string[];
  tail: number;
  positions: string[];
  tags: string[];
  sources: string[];
  /** What is worth knowing of a client before the call. */
  about: string[];
  /** What somebody wrote after a talk that ended so. */
  said: Record<PastOutcome, string[]>;
  /** Text messages. */
  texts: string[];
  /** Why a call was promised: one that is due, one of today or tomorrow, one of the days after. */
  promises: readonly [string, string, string];
  lead: { name: string; title: string; page: string };
}

/** A line of words in a file of them. */
export const listed = (line: string): string[] => line.split(" ");
