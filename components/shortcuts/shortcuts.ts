/**
 * Every key there is, in the order of the help sheet. One line makes a key known: those with `keys` are
 * bound by `components/shell/panels.tsx`, the others by whoever owns them.
 */

export type Panel = "help" | "dial";

export interface Shortcut {
  /** As it is shown: pressed one after another, unless `together` or a `range`. */
  shown: readonly string[];
  together?: boolean;
  /** The first and the last of several, each of which does it. */
  range?: boolean;
  /** What it does: `shortcuts.does.<words>`. */
  words: string;
  /** In react-hotkeys-hook's spelling: keys by their place on the keyboard, so they are the same in every alphabet. */
  keys?: string;
  /** `keys` names the sign, wherever it is on the keyboard. */
  bySign?: boolean;
  /** Goes there; offered to whoever has the screen in their navigation. */
  href?: string;
  /** Opens this. */
  panel?: Panel;
}

export const shortcuts = {
  go: [
    { shown: ["g", "m"], keys: "g>m", href: "/day", words: "day" },
    { shown: ["g", "f"], keys: "g>f", href: "/notices", words: "notices" },
    { shown: ["g", "c"], keys: "g>c", href: "/contacts", words: "contacts" },
    { shown: ["g", "k"], keys: "g>k", href: "/calls", words: "calls" },
    { shown: ["g", "b"], keys: "g>b", href: "/callbacks", words: "callbacks" },
    { shown: ["g", "t"], keys: "g>t", href: "/team", words: "team" },
    { shown: ["g", "s"], keys: "g>s", href: "/statistics", words: "statistics" },
  ],
  do: [
    { shown: ["Ctrl", "K"], together: true, words: "search" },
    { shown: ["/"], words: "searchHere" },
    { shown: ["n"], keys: "n", href: "/contacts/new", words: "newContact" },
    { shown: ["d"], keys: "d", panel: "dial", words: "dial" },
    { shown: ["F2"], words: "template" },
    { shown: ["Ctrl", "Enter"], together: true, words: "send" },
    { shown: ["?"], keys: "shift+?", bySign: true, panel: "help", words: "help" },
  ],
  lists: [
    { shown: ["j"], words: "nextRow" },
    { shown: ["k"], words: "previousRow" },
    { shown: ["Enter"], words: "useRow" },
    { shown: ["e"], words: "rowDone" },
  ],
  card: [
    { shown: ["F8"], words: "nextCard" },
    { shown: ["F9"], words: "newestStrip" },
    { shown: ["n"], words: "note" },
    { shown: ["s"], words: "script" },
    { shown: ["a"], words: "attach" },
    { shown: ["c"], words: "callback" },
    { shown: ["h"], words: "handOver" },
    { shown: ["t"], words: "transfer" },
    { shown: ["1", "9"], range: true, words: "outcome" },
    { shown: ["Enter"], words: "openContact" },
    { shown: ["Enter"], words: "tryAgain" },
    { shown: ["Esc"], words: "putAway" },
  ],
} as const satisfies Record<string, readonly Shortcut[]>;

export type ShortcutGroup = keyof typeof shortcuts;
export const shortcutGroups = Object.keys(shortcuts) as ShortcutGroup[];

/** What this person can use. @param screens addresses of their navigation */
export function offered(group: ShortcutGroup, screens: readonly string[]): readonly Shortcut[] {
  const all: readonly Shortcut[] = shortcuts[group];
  return group === "go" ? all.filter(({ href }) => !href || screens.includes(href)) : all;
}
