/**
 * What a template may leave open in braces. Templates keep these names; whoever writes one reads and types them in
 * their own language (`templates.placeholders.<name>`).
 */
export const placeholders = ["client", "company", "me", "callback"] as const;
export type Placeholder = (typeof placeholders)[number];

/** What stands for each; null and empty where the screen knows none. */
export type PlaceholderValues = Readonly<Record<Placeholder, string | null>>;

const inBraces = /\{([^{}\n]*)\}/g;

export function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}

/** The text with something else in the place of each `{name}`. */
export function replacePlaceholders(text: string, by: (name: string) => string): string {
  return text.replace(inBraces, (_, name: string) => by(name.trim()));
}

/** The first name in braces that is no placeholder; null where all are. */
export function unknownPlaceholder(text: string): string | null {
  const names = Array.from(text.matchAll(inBraces), ([, name]) => name!.trim());
  return names.find((name) => !isPlaceholder(name)) ?? null;
}
