import type { ReactNode } from "react";
import { requireUser } from "#lib/auth/current-user";

/** Asked here, outside the skeleton: whoever may not come in gets the status that says so. */
export default async function CampaignsLayout({ children }: { children: ReactNode }) {
  await requireUser("manager");
  return children;
}
