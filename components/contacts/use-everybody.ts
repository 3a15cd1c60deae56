import { useState } from "react";
import type { ListOptions } from "#lib/contacts/list-options";
import { changedHref } from "./list-href";

/** All contacts of a list, chosen at once, on whichever of its pages; another list begins with none. */
export function useEverybody(options: ListOptions) {
  const list = changedHref(options, {});
  const [chosen, setChosen] = useState<{ list: string; ids: string[] } | null>(null);
  return {
    everybody: chosen?.list === list ? chosen.ids : null,
    choose: (ids: string[]) => setChosen({ list, ids }),
    drop: () => setChosen(null),
  };
}
