/** What somebody types after "@" in a text, and whom it may mean. */

export interface BegunMention {
  /** Where the "@" stands, and where the caret. */
  from: number;
  to: number;
  typed: string;
}

/** The name that is being typed at the caret; null when none is. An address of e-mail is none. */
export function beginMention(text: string, caret: number): BegunMention | null {
  const found = /(?:^|[^\p{L}\p{N}])@([^@\n]{0,60})$/u.exec(text.slice(0, caret));
  const typed = found?.[1];
  if (typed === undefined || /\s$/.test(typed)) return null;
  return { from: caret - typed.length - 1, to: caret, typed };
}

/** More are too many to choose from: another letter leaves fewer. */
const mostOffers = 6;

/** Those whose name begins like this, then those with another word in it that does. */
export function mentionOffers<P extends { name: string }>(
  people: readonly P[],
  typed: string,
): P[] {
  const wanted = typed.toLowerCase();
  const folded = people.map((person) => ({ person, name: person.name.toLowerCase() }));
  const first = folded.filter(({ name }) => name.startsWith(wanted));
  const then = folded.filter(({ name }) => !name.startsWith(wanted) && name.includes(` ${wanted}`));
  return [...first, ...then].slice(0, mostOffers).map(({ person }) => person);
}
