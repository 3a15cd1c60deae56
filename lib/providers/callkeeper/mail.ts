/** Where CallKeeper reports calls by mail: one address, several, or lists for success, failure and all. */
import { z } from "zod";
import { parseJson } from "../kit/read-as";

const lists = ["success", "fail", "all"] as const;

/** What the widget takes. */
export type Mail = string | string[] | Partial<Record<(typeof lists)[number], string[]>>;

/**
 * Kept as text, the way it is typed: `a@b.ru`, `a@b.ru, c@d.ru`, or JSON
 * `{"success": […], "fail": […], "all": […]}`. A provisioning file may give lists and objects.
 */
export const mail = z
  .preprocess(
    (given) => (typeof given === "object" && given ? JSON.stringify(given) : given),
    z
      .string()
      .trim()
      .max(2_000, "must have at most 2000 characters")
      .superRefine((text, ctx) => {
        const problem = problemOf(text);
        if (problem) ctx.addIssue({ code: "custom", message: problem });
      }),
  )
  .default("");

/** @returns null when no mail is wanted */
export function mailOf(text: string): Mail | null {
  if (text === "") return null;
  if (!isJson(text)) return oneOrMany(addressesIn(text));
  const given = JSON.parse(text) as string[] | Record<string, string | string[]>;
  if (Array.isArray(given)) return oneOrMany(given);
  return Object.fromEntries(
    Object.entries(given).map(([list, addresses]) => [list, [addresses].flat()]),
  );
}

function problemOf(text: string): string | null {
  if (text === "") return null;
  const given = isJson(text) ? parseJson(text) : addressesIn(text);
  if (given === undefined) return "is not JSON";
  if (Array.isArray(given)) return wrongAddress(given);
  const entries = Object.entries(given as object);
  const unknown = entries.find(([list]) => !lists.some((known) => known === list));
  if (unknown) return `has "${unknown[0].slice(0, 40)}", but only success, fail and all are known`;
  if (entries.length === 0) return "has no address";
  for (const [list, one] of entries) {
    const wrong = wrongAddress([one].flat() as unknown[]);
    if (wrong) return `${list}: ${wrong}`;
  }
  return null;
}

function wrongAddress(addresses: unknown[]): string | null {
  if (addresses.length === 0) return "has no address";
  const wrong = addresses.find((one) => !z.email().safeParse(one).success);
  if (wrong === undefined) return null;
  const shown = typeof wrong === "string" ? wrong : (JSON.stringify(wrong) ?? "");
  return `"${shown.slice(0, 60)}" is not a mail address`;
}

const isJson = (text: string) => /^[[{]/.test(text);

function addressesIn(text: string): string[] {
  return text.split(",").map((one) => one.trim());
}

function oneOrMany(addresses: string[]): string | string[] {
  return addresses.length === 1 ? addresses[0]! : addresses;
}
