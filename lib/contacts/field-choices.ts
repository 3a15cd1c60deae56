import { peopleNames, type PersonName } from "#lib/people/queries";
import { listSources } from "./suggestions";
import { listTags } from "./tags";

/** What the inputs of a contact's fields offer. */
export async function fieldChoices(): Promise<{
  people: PersonName[];
  tags: string[];
  sources: string[];
}> {
  const [people, tags, sources] = await Promise.all([peopleNames(), listTags(), listSources()]);
  return { people, tags: tags.map(({ name }) => name), sources };
}
