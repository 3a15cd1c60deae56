/** What has no place of its own in the menu, and is looked for all the same: settings, and pages behind other pages. */
import { mayOpen } from "#lib/auth/page-roles";
import { hasRole, type Role } from "#lib/auth/roles";
import { remindersHash } from "#lib/reminders/reminders-hash";
import type { NavIcon } from "./navigation";

interface Place {
  /** Of one's own settings, which any page opens, its end alone. */
  href: string;
  icon: NavIcon;
  /** Its words are `places.names.<label>`. */
  label: string;
  /** Who may change it, where more people may open its page. */
  role?: Role;
  /** Where people sign in by password alone. */
  passwords?: true;
}

const places = [
  { href: "/admin/first-steps#company", icon: "firstSteps", label: "company" },
  { href: "/statistics#time-zone", icon: "statistics", label: "timeZone", role: "admin" },
  { href: "/callbacks#hours", icon: "callbacks", label: "hours", role: "admin" },
  { href: "/callbacks#target", icon: "callbacks", label: "target", role: "admin" },
  { href: "/admin/people#access", icon: "people", label: "access" },
  { href: "/admin/people#second-factor", icon: "people", label: "factorRule", passwords: true },
  { href: "/admin/numbers#dial-rules", icon: "numbers", label: "dialRules" },
  { href: "/admin/connections/new", icon: "connections", label: "newConnection" },
  { href: "/contacts/bin", icon: "contacts", label: "bin" },
  { href: "/contacts/duplicates", icon: "contacts", label: "duplicates" },
  { href: remindersHash, icon: "day", label: "reminders" },
  { href: "#password", icon: "people", label: "password", passwords: true },
  { href: "#own-second-factor", icon: "people", label: "ownFactor", passwords: true },
  { href: "#sessions", icon: "people", label: "sessions" },
] as const satisfies readonly Place[];

export type PlaceLabel = (typeof places)[number]["label"];
export const placeLabels: readonly PlaceLabel[] = places.map(({ label }) => label);

/** What this person may change, or open. */
export function placesFor(user: { role: Role }, { passwords }: { passwords: boolean }) {
  const all: readonly (Place & { label: PlaceLabel })[] = places;
  return all.filter(
    ({ href, role = "sales", ...place }) =>
      mayOpen(user, href.split("#")[0] || "/") &&
      hasRole(user, role) &&
      (passwords || !place.passwords),
  );
}
