/**
 * The names of all people as one text. Every page carries them, and what carries pages walks through each object of a
 * list three times: a thousand people cost a quarter of the page.
 */
import type { PersonName } from "./queries";

type Packed = [id: string, name: string, disabled?: 1];

export function writePeople(people: readonly PersonName[]): string {
  return JSON.stringify(
    people.map(({ id, name, disabled }): Packed => (disabled ? [id, name, 1] : [id, name])),
  );
}

export function readPeople(text: string): PersonName[] {
  const people = JSON.parse(text) as Packed[];
  return people.map(([id, name, disabled]) => ({ id, name, disabled: disabled === 1 }));
}
