import { z } from "zod";

/** What a person opened from the palette, the latest first; kept in their browser, by person. */
const recent = z.array(
  z.object({ href: z.string().startsWith("/"), label: z.string(), detail: z.string() }),
);
export type Recent = z.output<typeof recent>[number];

const most = 6;
const keyOf = (userId: string) => `tinycrm.recent.${userId}`;

export function readRecent(userId: string): Recent[] {
  try {
    return recent.parse(JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]"));
  } catch {
    return [];
  }
}

export function remember(userId: string, opened: Recent): void {
  const others = readRecent(userId).filter(({ href }) => href !== opened.href);
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify([opened, ...others].slice(0, most)));
  } catch {
    // A browser that keeps nothing has no recent items.
  }
}
