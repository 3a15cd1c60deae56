import slugify from "@sindresorhus/slugify";
import { db } from "#lib/db/client";

/** Slugs are part of addresses, provisioning files and the API. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** So much of a name is looked at, in characters. */
const longestName = 200;

/** Makes a free slug from a name. */
export async function freeSlug(name: string): Promise<string> {
  const plain = slugify(name.slice(0, longestName), {
    decamelize: false,
    customReplacements: [["&", " "]],
  });
  const base = plain.slice(0, 50).replace(/(?<!-)-+$/, "") || "connection";
  const taken = await db().connection.findMany({
    where: { slug: { startsWith: base } },
    select: { slug: true },
  });
  const slugs = new Set(taken.map(({ slug }) => slug));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!slugs.has(slug)) return slug;
  }
}
