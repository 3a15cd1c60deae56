/** From pieces of text to the rows that may be meant, best first. */
import { hasTrigrams, type Candidate, type Indexed, type Piece } from "./indexed";
import { searchIndex } from "./search-index";
import { nearbyWords } from "./typos";

/** So many are read and compared; the best of them are shown. */
const mostCompared = 60;
/** So many words one may have meant are looked for. */
const mostMeant = 8;

export interface Asked {
  /** Of which one has to fit, with all its pieces. */
  alternatives: readonly (readonly Piece[])[];
  /** Whose own contacts come first among equals. */
  userId: string;
  most: number;
}

/** Rows in which the pieces of one of the alternatives occur: the best `most` of them. */
export async function findTexts(table: Indexed, asked: Asked): Promise<Candidate[]> {
  const found = await Promise.all(
    asked.alternatives.map((pieces) => findPieces(table, pieces, asked)),
  );
  const each = new Map(found.flat().map((one) => [one.id, one]));
  return ranked([...each.values()], asked).slice(0, asked.most);
}

async function findPieces(
  table: Indexed,
  pieces: readonly Piece[],
  { userId, most }: Asked,
): Promise<Candidate[]> {
  const index = searchIndex();
  const first = await beginning(table, pieces, most);
  // What begins so is shown before what only holds it.
  const isEnough = first.length >= most || !pieces.some(hasTrigrams);
  const rest = isEnough ? [] : await index.holding(table, pieces, mostCompared);
  const isFrequent = first.length >= most || rest.length >= mostCompared;
  // Of what is rare, all is there already, one's own too.
  const own = isFrequent && table === "Contact" ? await index.own(userId, pieces, most) : [];
  return [...own, ...first, ...rest];
}

/** Those whose text begins with all of the pieces, as typed; of short ones, with any of them. */
async function beginning(
  table: Indexed,
  pieces: readonly Piece[],
  most: number,
): Promise<Candidate[]> {
  const index = searchIndex();
  const isShort = pieces.length > 1 && !pieces.some(hasTrigrams);
  const starts: (readonly [begin: string, rest: readonly Piece[]])[] =
    isShort || pieces.length === 1
      ? pieces.flatMap((piece, at) =>
          piece.map((begin) => [begin, pieces.toSpliced(at, 1)] as const),
        )
      : [[pieces.map(([typed]) => typed).join(" "), []]];
  const found = await Promise.all(
    starts.map(([begin, rest]) => index.beginning(table, begin, rest, most)),
  );
  return found.flat();
}

/**
 * What may have been meant by words of which one is mistyped: each with what is near it, the known ones
 * as they are unless all are known. Null when nothing is near, or the words are known and found something.
 */
export async function meantBy(
  words: readonly string[],
  { hasFound }: { hasFound: boolean },
): Promise<Piece[] | null> {
  const index = searchIndex();
  const known = new Set(await index.known(words));
  const strange = words.filter((word) => !known.has(word));
  if (strange.length === 0 && hasFound) return null;
  const mistyped = new Set(strange.length > 0 ? strange : words);
  const pieces = await Promise.all(
    words.map(async (word) => {
      const nearby = mistyped.has(word) ? nearbyWords(word) : [];
      const meant = nearby.length > 0 ? await index.known(nearby) : [];
      return [word, ...meant.slice(0, mostMeant)];
    }),
  );
  return pieces.some((piece) => piece.length > 1) ? pieces : null;
}

/** The whole text's beginning before a word's, a word's before its middle; one's own before others'. */
function ranked(candidates: readonly Candidate[], { alternatives, userId }: Asked): Candidate[] {
  const places = new Map(
    candidates.map((one) => [one.id, Math.min(...alternatives.map((all) => place(one, all)))]),
  );
  const isOthers = (one: Candidate) => Number(one.ownerId !== userId);
  return candidates.toSorted(
    (a, b) =>
      places.get(a.id)! - places.get(b.id)! ||
      isOthers(a) - isOthers(b) ||
      (a.text < b.text ? -1 : Number(a.text > b.text)),
  );
}

function place({ text }: Candidate, pieces: readonly Piece[]): number {
  const typed = pieces.map(([spelling]) => spelling).join(" ");
  if (`${text} `.startsWith(`${typed} `)) return 0;
  if (text.startsWith(typed)) return 1;
  if (pieces.some((piece) => piece.some((spelling) => text.startsWith(spelling)))) return 2;
  const words = ` ${text}`;
  const begins = (piece: Piece) => piece.some((spelling) => words.includes(` ${spelling}`));
  return pieces.every(begins) ? 3 : 4;
}
