/** Finds and ranks contacts and companies whose text matches the pieces of a query. */
import type { Reach } from "#lib/auth/policy";
import {
  hasTrigrams,
  type Asked,
  type Candidate,
  type Indexed,
  type Piece,
  type SearchIndex,
} from "./search-index";

/** Limit of rows that are read and compared; the best of them are shown. */
const mostCompared = 60;

export interface TextQuery {
  /** A row matches when it holds all pieces of one alternative. */
  alternatives: readonly (readonly Piece[])[];
  /** The searcher, whose own contacts come first among equals. */
  userId: string;
  /** Contacts the searcher may see. */
  reach: Reach;
  most: number;
}

/** The best `most` rows of a table. */
export async function findTexts(
  index: SearchIndex,
  table: Indexed,
  query: TextQuery,
): Promise<Candidate[]> {
  if (query.most === 0) return [];
  const found = await Promise.all(
    query.alternatives.map((pieces) => findPieces(index, table, pieces, query)),
  );
  const byId = new Map(found.flat().map((candidate) => [candidate.id, candidate]));
  return ranked([...byId.values()], query).slice(0, query.most);
}

async function findPieces(
  index: SearchIndex,
  table: Indexed,
  pieces: readonly Piece[],
  { userId, reach, most }: TextQuery,
): Promise<Candidate[]> {
  const asked = { table, reach };
  const first = await findBeginnings(index, asked, pieces, most);
  // A beginning ranks before a middle: enough beginnings make the middles superfluous.
  const isEnough = first.length >= most || !pieces.some(hasTrigrams);
  const rest = isEnough ? [] : await index.holding(asked, pieces, mostCompared);
  const isFrequent = first.length >= most || rest.length >= mostCompared;
  // Rows of a rare query are all read by now, own contacts among them, unless others' stood before them.
  const own =
    (isFrequent || reach !== null) && table === "Contact"
      ? await index.own(userId, pieces, most)
      : [];
  return [...own, ...first, ...rest];
}

/** Rows whose text begins with the pieces as typed; with any of them when all are short. */
async function findBeginnings(
  index: SearchIndex,
  asked: Asked,
  pieces: readonly Piece[],
  most: number,
): Promise<Candidate[]> {
  const isShort = pieces.length > 1 && !pieces.some(hasTrigrams);
  const starts: (readonly [begin: string, rest: readonly Piece[]])[] =
    isShort || pieces.length === 1
      ? pieces.flatMap((piece, at) =>
          piece.map((begin) => [begin, pieces.toSpliced(at, 1)] as const),
        )
      : [[pieces.map(([typed]) => typed).join(" "), []]];
  const found = await Promise.all(
    starts.map(([begin, rest]) => index.beginning(asked, begin, rest, most)),
  );
  return found.flat();
}

/** By place of the match, then own contacts before others', then by text. */
function ranked(
  candidates: readonly Candidate[],
  { alternatives, userId }: TextQuery,
): Candidate[] {
  const ranks = new Map(
    candidates.map((candidate) => [
      candidate.id,
      Math.min(...alternatives.map((pieces) => rankOf(candidate, pieces))),
    ]),
  );
  const isForeign = ({ ownerId }: Candidate) => Number(ownerId !== userId);
  return candidates.toSorted(
    (a, b) =>
      ranks.get(a.id)! - ranks.get(b.id)! ||
      isForeign(a) - isForeign(b) ||
      (a.text < b.text ? -1 : Number(a.text > b.text)),
  );
}

/** The whole text's beginning ranks before a word's, a word's before its middle. */
function rankOf({ text }: Candidate, pieces: readonly Piece[]): number {
  const typed = pieces.map(([spelling]) => spelling).join(" ");
  if (`${text} `.startsWith(`${typed} `)) return 0;
  if (text.startsWith(typed)) return 1;
  if (pieces.some((piece) => piece.some((spelling) => text.startsWith(spelling)))) return 2;
  const words = ` ${text}`;
  const begins = (piece: Piece) => piece.some((spelling) => words.includes(` ${spelling}`));
  return pieces.every(begins) ? 3 : 4;
}
