/** Roles from the least to the most able; each may do all that those before it may. */
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
