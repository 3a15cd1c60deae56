import type { ReactNode } from "react";
import { AllWords } from "#components/shell/all-words";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";

/** Asked here, outside the skeleton: whoever may not come in gets the status that says so. */
export default async function TemplatesLayout({ children }: { children: ReactNode }) {
  await requireUser(roleFor("/templates"));
  return <AllWords>{children}</AllWords>;
}
