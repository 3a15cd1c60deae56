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
  UserCog,
  Users,
} from "lucide-react";

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
} as const;

export type NavIcon = keyof typeof navIcons;
