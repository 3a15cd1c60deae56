/** One question about everything: contacts, their companies, calls. */
import type { Viewer } from "#lib/calls/visible-calls";
import { alternativesOf } from "#lib/contacts/search-words";
import { findCalls } from "./find-calls";
import { findTexts, meantBy } from "./find-texts";
import type { Candidate, Piece } from "./indexed";
import { showCompanies, showContacts } from "./show";
import type { SearchLimits, SearchResults } from "./view";

/** What was typed stands as it is when it finds so many. */
const enough = 3;

interface Texts {
  contacts: Candidate[];
  companies: Candidate[];
}

/**
 * What `q` finds, best first: any three letters within a name, company or e-mail, any three digits
 * within a number, whatever the case, ё or е; one or two letters find what begins with them. Words of
 * four letters or more may have one letter wrong. Deleted contacts are never found, and of calls those
 * alone that `user` may see.
 */
export async function search(
  user: Viewer,
  q: string,
  limits: SearchLimits,
): Promise<SearchResults> {
  const alternatives = alternativesOf(q);
  const [words] = alternatives;
  if (!words) return { contacts: [], companies: [], calls: [], corrected: [] };
  const asTyped = alternatives.map((all) => all.map((word): Piece => [word]));
  const exact = await findBoth(user, asTyped, limits);
  const count = exact.contacts.length + exact.companies.length;
  const meant = count < enough ? await meantBy(words, { hasFound: count > 0 }) : null;
  const near = meant ? await findBoth(user, [meant], limits) : { contacts: [], companies: [] };
  const contacts = joined(exact.contacts, near.contacts, limits.contacts);
  const companies = joined(exact.companies, near.companies, limits.companies);
  const looked = [...new Set([...alternatives.flat(), ...(meant?.flat() ?? [])])];
  const contactIds = contacts.map(({ id }) => id);
  const [contactHits, companyHits, calls] = await Promise.all([
    showContacts(contactIds, { words: looked, userId: user.id }),
    showCompanies(companies.map(({ id }) => id)),
    findCalls(user, { alternatives, contactIds, most: limits.calls }),
  ]);
  return {
    contacts: contactHits,
    companies: companyHits,
    calls,
    corrected:
      count === 0 && meant && contacts.length + companies.length > 0
        ? meant.flatMap(([, ...others]) => others)
        : [],
  };
}

async function findBoth(
  user: Viewer,
  alternatives: readonly (readonly Piece[])[],
  limits: SearchLimits,
): Promise<Texts> {
  const asked = { alternatives, userId: user.id };
  const [contacts, companies] = await Promise.all([
    findTexts("Contact", { ...asked, most: limits.contacts }),
    findTexts("Company", { ...asked, most: limits.companies }),
  ]);
  return { contacts, companies };
}

/** The first ones first, nobody twice. */
function joined(first: Candidate[], second: Candidate[], most: number): Candidate[] {
  const each = new Map([...first, ...second].map((one) => [one.id, one]));
  return [...each.values()].slice(0, most);
}
