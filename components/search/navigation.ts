/** Where one can go, and what can be done, from anywhere: the screens, and the palette's actions. */
import {
  Building2,
  Cable,
  CalendarCheck,
  CalendarClock,
  ChartColumn,
  Headset,
  Inbox,
  ListChecks,
  ListTodo,
  Megaphone,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  ScrollText,
  TextQuote,
  UserCog,
  Users,
} from "lucide-react";
import { mayOpen } from "#lib/auth/page-roles";
import type { Role } from "#lib/auth/roles";

export interface NavItem {
  href: string;
  icon: NavIcon;
  /** Its words are `shell.<label>`. */
  label: string;
  /** What the number beside it counts. */
  counts?: "callbacks" | "notices";
  /** Always in a phone's menu, whose button counts it: the bar is for what is gone to all day. */
  inMenuOnPhone?: boolean;
  /** Under "Administration". */
  admin?: boolean;
}

/** All screens with a place of their own, in the order of a day's work. One line makes a screen known. */
const navigation = [
  { href: "/admin/first-steps", icon: "firstSteps", label: "firstSteps" },
  { href: "/day", icon: "day", label: "day" },
  {
    href: "/notices",
    icon: "notices",
    label: "notices",
    counts: "notices",
    inMenuOnPhone: true,
  },
  { href: "/contacts", icon: "contacts", label: "contacts" },
  { href: "/callbacks", icon: "callbacks", label: "callbacks", counts: "callbacks" },
  { href: "/calls", icon: "calls", label: "calls" },
  { href: "/team", icon: "team", label: "team" },
  { href: "/companies", icon: "companies", label: "companies" },
  { href: "/statistics", icon: "statistics", label: "statistics" },
  { href: "/campaigns", icon: "campaigns", label: "campaigns" },
  {
    href: "/admin/connections",
    icon: "connections",
    label: "connections",
    admin: true,
  },
  { href: "/admin/people", icon: "people", label: "people", admin: true },
  { href: "/admin/outcomes", icon: "outcomes", label: "outcomes", admin: true },
  { href: "/templates", icon: "templates", label: "templates", admin: true },
  { href: "/admin/numbers", icon: "numbers", label: "numbers", admin: true },
  {
    href: "/admin/retention",
    icon: "retention",
    label: "retention",
    admin: true,
  },
  { href: "/audit", icon: "audit", label: "audit", admin: true },
] as const satisfies readonly NavItem[];

export type NavLabel = (typeof navigation)[number]["label"];
export const navLabels: readonly NavLabel[] = navigation.map(({ label }) => label);

/** What this person may open. */
export function navigationFor(user: { role: Role }): (NavItem & { label: NavLabel })[] {
  const items: readonly (NavItem & { label: NavLabel })[] = navigation;
  return items.filter(({ href }) => mayOpen(user, href));
}

export const navIcons = {
  firstSteps: ListTodo,
  day: CalendarCheck,
  notices: Inbox,
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
  templates: TextQuote,
  numbers: PhoneOff,
  retention: CalendarClock,
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

/** What this person may do: not what ends at a page that is closed to them. */
export function actionsFor(user: { role: Role }): ActionId[] {
  return actionIds.filter((id) => mayOpen(user, actionPages[id] ?? "/"));
}
