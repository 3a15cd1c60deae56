import { CircleCheckBig, type LucideIcon, Mail, Phone, Users } from "lucide-react";
import type { CallbackTask } from "#lib/callbacks/callback-view";

export const taskIcons: Readonly<Record<CallbackTask, LucideIcon>> = {
  call: Phone,
  message: Mail,
  meeting: Users,
  other: CircleCheckBig,
};
