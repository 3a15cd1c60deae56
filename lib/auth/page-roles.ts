/** Which pages are not everybody's. What guards a page also decides to whom it is offered: in the menu, by the palette. */
import { hasRole, type Role } from "./roles";

/** The least role by how an address begins; everybody signed in may open the others. */
const restricted = {
  "/contacts/import": "manager",
  "/campaigns": "manager",
  "/templates": "manager",
  "/audit": "admin",
  "/admin": "admin",
} as const satisfies Record<string, Role>;

/** The least role that may open the page at this address. */
export function roleFor(path: string): Role {
  const found = Object.entries(restricted).find(
    ([start]) => path === start || path.startsWith(`${start}/`),
  );
  return found?.[1] ?? "sales";
}

export function mayOpen(user: { role: Role }, path: string): boolean {
  return hasRole(user, roleFor(path));
}
