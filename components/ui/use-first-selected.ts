import { useState } from "react";

/**
 * What is selected in a list that answers to what is typed: on each new answer its first line, and then whatever a
 * person goes to. A choice that comes late, after the next answer, is none among that answer's lines.
 * @param answer names what is listed: another one is another answer
 * @param first its first line; undefined: it lists nothing, and what was selected stays
 */
export function useFirstSelected(answer: string, first: string | undefined) {
  const [chosen, setChosen] = useState<{ answer: string; value: string } | null>(null);
  return {
    selected: (chosen?.answer === answer ? chosen.value : (first ?? chosen?.value)) ?? "",
    select: (value: string) => setChosen({ answer, value }),
  };
}
