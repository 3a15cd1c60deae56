import { db } from "#lib/db/client";

/** Stands in addresses, provisioning files and the API. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

const latin: Record<string, string> = Object.fromEntries(
  (
    "а:a б:b в:v г:g ґ:g д:d е:e є:ye ё:e ж:zh з:z и:i і:i ї:yi й:y к:k л:l м:m н:n о:o п:p р:r " +
    "с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** A slug for a name, free in this installation. */
export async function freeSlug(name: string): Promise<string> {
  const plain = [...name.toLowerCase()].map((letter) => latin[letter] ?? letter).join("");
  const base =
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 50)
      .replace(/^-+|-+$/g, "") || "connection";
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
