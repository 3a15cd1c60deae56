/** Where one can go, and what can be done, from anywhere: the screens, and the palette's actions. */
import {
  Building2,
  Cable,
  ChartColumn,
  Headset,
  ListChecks,
  Megaphone,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  ScrollText,
  UserCog,
  Users,
} from "lucide-react";
import { hasRole, type Role } from "#lib/auth/roles";

export interface NavItem {
  href: string;
  icon: NavIcon;
  /** Its words are `shell.<label>`. */
  label: string;
  atLeast?: Role;
  /** What the number beside it counts. */
  counts?: "callbacks";
  /** Under "Administration". */
  admin?: boolean;
}

/** All screens with a place of their own, in the order of a day's work. One line makes a screen known. */
const navigation = [
  { href: "/contacts", icon: "contacts", label: "contacts" },
  { href: "/callbacks", icon: "callbacks", label: "callbacks", counts: "callbacks" },
  { href: "/calls", icon: "calls", label: "calls" },
  { href: "/team", icon: "team", label: "team" },
  { href: "/companies", icon: "companies", label: "companies" },
  { href: "/statistics", icon: "statistics", label: "statistics" },
  { href: "/campaigns", icon: "campaigns", label: "campaigns", atLeast: "manager" },
  {
    href: "/admin/connections",
    icon: "connections",
    label: "connections",
    atLeast: "admin",
    admin: true,
  },
  { href: "/admin/people", icon: "people", label: "people", atLeast: "admin", admin: true },
  { href: "/admin/outcomes", icon: "outcomes", label: "outcomes", atLeast: "admin", admin: true },
  { href: "/admin/numbers", icon: "numbers", label: "numbers", atLeast: "admin", admin: true },
  { href: "/audit", icon: "audit", label: "audit", atLeast: "admin", admin: true },
] as const satisfies readonly NavItem[];

export type NavLabel = (typeof navigation)[number]["label"];

/** What this person may open. */
export function navigationFor(user: { role: Role }): (NavItem & { label: NavLabel })[] {
  const items: readonly (NavItem & { label: NavLabel })[] = navigation;
  return items.filter(({ atLeast }) => !atLeast || hasRole(user, atLeast));
}

export const navIcons = {
  contacts: Users,
  companies: Building2,
  calls: PhoneCall,
  team: Headset,
  statistics: ChartColumn,
  callbacks: PhoneMissed,
  campaigns: Megaphone,
  connections: Cable,
  people: UserCog,
  outcomes: ListChecks,
  numbers: PhoneOff,
  audit: ScrollText,
} as const;

export type NavIcon = keyof typeof navIcons;

/** What can be done from the palette; `search.actions.<id>` words it. */
export const actionIds = [
  "newContact",
  "import",
  "doNotDisturb",
  "disturb",
  "light",
  "dark",
  "system",
] as const;
export type ActionId = (typeof actionIds)[number];

/** Those that are a page. */
export const actionPages: Partial<Record<ActionId, string>> = {
  newContact: "/contacts/new",
  import: "/contacts/import",
};
