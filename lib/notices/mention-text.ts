/** How a text names somebody: "@" and their name, with no letter or digit right before or after it. */

export interface TextPiece {
  text: string;
  isMention: boolean;
}

/** The text in pieces, those that name one of `names` apart; put together they are the text. */
export function splitMentions(text: string, names: readonly string[]): TextPiece[] {
  const known = byLength(names);
  const pieces: TextPiece[] = [];
  let end = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", Math.max(at + 1, end))) {
    const length = nameAt(text, at, known);
    if (length === 0) continue;
    if (at > end) pieces.push({ text: text.slice(end, at), isMention: false });
    end = at + 1 + length;
    pieces.push({ text: text.slice(at, end), isMention: true });
  }
  const isRest = end < text.length || pieces.length === 0;
  return isRest ? [...pieces, { text: text.slice(end), isMention: false }] : pieces;
}

/** Those of the people whom the text names, in any case of letters. */
export function namedIn<P extends { name: string }>(text: string, people: readonly P[]): P[] {
  const pieces = splitMentions(
    text,
    people.map(({ name }) => name),
  );
  const named = new Set(
    pieces.flatMap((piece) => (piece.isMention ? [piece.text.slice(1).toLowerCase()] : [])),
  );
  return people.filter(({ name }) => named.has(name.toLowerCase()));
}

/** The people by their whole names, and by a first name that nobody else of them has. */
export function byEachName<P extends { name: string }>(people: readonly P[]): P[] {
  const firstOf = ({ name }: P) => name.split(" ", 1)[0]!;
  const bearers = new Map<string, number>();
  for (const person of people) {
    const first = firstOf(person).toLowerCase();
    bearers.set(first, (bearers.get(first) ?? 0) + 1);
  }
  const alone = people.filter((person) => bearers.get(firstOf(person).toLowerCase()) === 1);
  return [...people, ...alone.map((person) => ({ ...person, name: firstOf(person) }))];
}

/** Names in small letters by their length, the longest first: "@Ivan Petrov" does not name another Ivan. */
function byLength(names: readonly string[]): [length: number, names: Set<string>][] {
  const known = new Map<number, Set<string>>();
  for (const name of names) {
    known.set(name.length, (known.get(name.length) ?? new Set()).add(name.toLowerCase()));
  }
  return [...known].sort(([a], [b]) => b - a);
}

const endsInWord = /[\p{L}\p{N}]$/u;
/** "@Anna-Maria" is not Anna, and "@ivan_p" is somebody's name elsewhere. */
const goesOn = /^(?:[\p{L}\p{N}_]|-\p{L})/u;

/** @returns the length of the name behind this "@"; 0: it names nobody */
function nameAt(text: string, at: number, known: ReturnType<typeof byLength>): number {
  // Two units of UTF-16 may be one letter.
  if (endsInWord.test(text.slice(Math.max(0, at - 2), at))) return 0;
  const found = known.find(([length, names]) => {
    const end = at + 1 + length;
    const isKnown = names.has(text.slice(at + 1, end).toLowerCase());
    return isKnown && !goesOn.test(text.slice(end, end + 3));
  });
  return found?.[0] ?? 0;
}
