/** Who is to get which of the provider's extensions, while an administrator looks through them. */
import type { PersonMatch } from "#lib/people/extensions";

interface Chosen {
  person: { id: string; name: string };
  /** Whether it is to be set. */
  on: boolean;
}

/** By extension; rows of which nobody is known have none. */
export type Choice = ReadonlyMap<string, Chosen>;

/** Whether setting it would change something. */
export function isNews({ person, extension }: PersonMatch, userId: string): boolean {
  return person?.id !== userId || person.extension !== extension;
}

/** What the e-mail addresses say; on is what takes nothing from anybody, and of a person the first. */
export function firstChoice(matches: readonly PersonMatch[]): Choice {
  const given = new Set<string>();
  const choice = new Map<string, Chosen>();
  for (const match of matches) {
    const { person, extension, holder } = match;
    if (!person) continue;
    const on = isNews(match, person.id) && !holder && !given.has(person.id);
    if (on) given.add(person.id);
    choice.set(extension, { person: { id: person.id, name: person.name }, on });
  }
  return choice;
}

/** The choice with this row's; a person has one extension on a connection. */
export function withPerson(choice: Choice, extension: string, chosen: Chosen): Choice {
  const others = [...choice].map(([other, one]): [string, Chosen] => {
    const isTheirs = chosen.on && one.person.id === chosen.person.id;
    return [other, isTheirs ? { ...one, on: false } : one];
  });
  return new Map(others).set(extension, chosen);
}
