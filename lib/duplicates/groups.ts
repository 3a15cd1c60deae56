/**
 * Contacts that may be one person, in groups, a page at a time: by a number or an e-mail address they
 * share, or by a similar name in one company. Read in the order of an index, from where the last page
 * ended; nobody is ever compared with everybody.
 */
import { z } from "zod";
import { db } from "#lib/db/client";
import { joinPairs } from "./join-pairs";
import { inChunks, notDuplicatesAmong, pairKey, type Pair } from "./not-duplicates";
import {
  evidences,
  membersOf,
  sharedKeys,
  stepSizes,
  type Evidence,
  type Member,
} from "./shared-keys";
import { similarPairs } from "./similar-names";

/** The list's address parameters. */
export const duplicateOptions = z.object({
  by: z.enum(evidences).catch("number"),
  after: z.string().max(400).catch(""),
});
export type DuplicateOptions = z.infer<typeof duplicateOptions>;

export interface DuplicateContact {
  id: string;
  name: string;
  company: string | null;
  owner: string | null;
  numbers: { raw: string; e164: string | null }[];
  emails: string[];
  createdAt: string;
}

export interface DuplicateGroup {
  /** The number, the address, or the company's name folded. */
  key: string;
  /** Oldest first. */
  contacts: DuplicateContact[];
}

const groupsOnPage = 20;
/** Contacts looked at for one page: it is quick also where there is nothing to find. */
const mostLookedAt = 10_000;
/** Who shares a number with more people has a switchboard: an administrator's to ignore, nobody's to merge. */
const mostContacts = 20;

/**
 * @returns `next` to go on from; null at the end. A page may hold few groups, or none, and have a next
 *   all the same: it has looked through as much as one page may.
 */
export async function duplicateGroups({
  by,
  after,
}: DuplicateOptions): Promise<{ groups: DuplicateGroup[]; next: string | null }> {
  const found: Found[] = [];
  let last = after;
  for (let lookedAt = 0; lookedAt < mostLookedAt;) {
    const keys = await sharedKeys(by, last);
    const members = await membersOf(by, keys);
    lookedAt += Math.max(members.length, keys.length);
    const groups = await groupsAmong(by, members);
    for (const key of keys) {
      found.push(...groups.filter((group) => group.key === key));
      last = key;
      if (found.length >= groupsOnPage) return { groups: await filled(found), next: last };
    }
    if (keys.length < stepSizes[by]) return { groups: await filled(found), next: null };
  }
  return { groups: await filled(found), next: last };
}

interface Found {
  key: string;
  ids: string[];
}

async function groupsAmong(by: Evidence, members: readonly Member[]): Promise<Found[]> {
  const byKey = new Map<string, Member[]>();
  for (const member of members) {
    const known = byKey.get(member.key);
    if (known) known.push(member);
    else byKey.set(member.key, [member]);
  }
  const paired = [...byKey].map(([key, members]) => {
    const ids = members.map(({ id }) => id).sort();
    return { key, ids, pairs: by === "name" ? similarPairs(members) : pairsOf(ids) };
  });
  const asked = new Set(paired.flatMap(({ pairs }) => pairs.flat()));
  const apart = await notDuplicatesAmong([...asked]);
  return paired.flatMap(({ key, ids, pairs }) => {
    const together = pairs.filter((pair) => !apart.has(pairKey(pair)));
    return joinPairs(ids, together).map((group) => ({ key, ids: group.slice(0, mostContacts) }));
  });
}

/** All pairs of a few. */
function pairsOf(ids: readonly string[]): Pair[] {
  const few = ids.slice(0, mostContacts);
  return few.flatMap((a, at) => few.slice(at + 1).map((b): Pair => [a, b]));
}

async function filled(found: readonly Found[]): Promise<DuplicateGroup[]> {
  const ids = [...new Set(found.flatMap((group) => group.ids))];
  const contacts = new Map<string, DuplicateContact>();
  for (const some of inChunks(ids)) {
    for (const contact of await readDuplicates(some)) contacts.set(contact.id, contact);
  }
  return found.map((group) => ({
    key: group.key,
    contacts: group.ids.flatMap((id) => contacts.get(id) ?? []),
  }));
}

async function readDuplicates(ids: string[]): Promise<DuplicateContact[]> {
  const rows = await db().contact.findMany({
    where: { id: { in: ids } },
    include: {
      company: { select: { name: true } },
      owner: { select: { name: true } },
      numbers: { orderBy: { position: "asc" }, select: { raw: true, e164: true } },
      emails: { orderBy: { position: "asc" }, select: { address: true } },
    },
  });
  return rows.map(({ id, name, company, owner, numbers, emails, createdAt }) => ({
    ...{ id, name, company: company?.name ?? null, owner: owner?.name ?? null, numbers },
    emails: emails.map(({ address }) => address),
    createdAt: createdAt.toISOString(),
  }));
}
