/** Roles in ascending order; each includes the rights of those before it. */
export const roles = ["sales", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

export interface CurrentUser {
  id: string;
  sessionId: string;
  email: string;
  name: string;
  role: Role;
  locale: string | null;
}

export function hasRole(user: { role: Role }, atLeast: Role): boolean {
  return roles.indexOf(user.role) >= roles.indexOf(atLeast);
}
