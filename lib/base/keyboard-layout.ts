/** Letters that share a key in the English and the Russian or Ukrainian layout, in lower case. */
const english = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = "йцукенгшщзхъфывапролджэячсмитьбю";

/** Letters on the same key in the English and the Russian layout, both ways. */
export const layoutTwins: ReadonlyMap<string, string> = new Map(
  [...english].flatMap((letter, index) => {
    const twin = russian[index]!;
    return [
      [letter, twin],
      [twin, letter],
    ] as const;
  }),
);

const ukrainian: ReadonlyMap<string, string> = new Map([
  ["і", "s"],
  ["ї", "]"],
  ["є", "'"],
]);

/** The keys of `text` as an English keyboard names them: "пароль" is "gfhjkm". Other signs stay. */
export function onEnglishKeys(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => {
      if (ukrainian.has(letter)) return ukrainian.get(letter);
      return russian.includes(letter) ? layoutTwins.get(letter) : letter;
    })
    .join("");
}
