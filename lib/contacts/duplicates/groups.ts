/**
 * Contacts within reach that may be one person, in groups, a page at a time: by a number or an e-mail address they
 * share, or by a similar name in one company. Read in the order of an index, from where the last page
 * ended; nobody is ever compared with everybody.
 */
import { z } from "zod";
import { reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { notDuplicatesAmong, pairKey, type Pair } from "./not-duplicates";
import {
  type Evidence,
  evidences,
  type Member,
  membersOf,
  sharedKeys,
  similarPairs,
  stepSizes,
} from "./likeness";
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
export async function duplicateGroups(
  viewer: Viewer,
  { by, after }: DuplicateOptions,
): Promise<{ groups: DuplicateGroup[]; next: string | null }> {
  const reach = await reachOf(viewer);
  const found: Found[] = [];
  let last = after;
  for (let lookedAt = 0; lookedAt < mostLookedAt;) {
    const keys = await sharedKeys(by, last);
    const members = await membersOf(by, keys, reach);
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
  const contacts = new Map((await readDuplicates(ids)).map((contact) => [contact.id, contact]));
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
    id,
    name,
    company: company?.name ?? null,
    owner: owner?.name ?? null,
    numbers,
    emails: emails.map(({ address }) => address),
    createdAt: createdAt.toISOString(),
  }));
}

/** Groups of all who hang together by pairs, however far apart; each in the order of `ids`. */
function joinPairs(ids: readonly string[], pairs: readonly Pair[]): string[][] {
  const leader = new Map(ids.map((id) => [id, id]));
  const find = (id: string): string => {
    const above = leader.get(id)!;
    if (above === id) return id;
    const top = find(above);
    leader.set(id, top);
    return top;
  };
  for (const [a, b] of pairs) leader.set(find(b), find(a));
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(find(id), [...(groups.get(find(id)) ?? []), id]);
  return [...groups.values()].filter((group) => group.length > 1);
}
