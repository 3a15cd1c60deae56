/** Why the server ends a link, after the SDK's table. `retry`: an administrator may mend it meanwhile. */
export const closeCodes: Record<number, { detail: string; retry: boolean }> = {
  4001: { detail: "licence check failed", retry: true },
  4002: { detail: "licence invalid", retry: true },
  4003: { detail: "licence expired", retry: true },
  4004: { detail: "licence is not for this PBX type", retry: true },
  4005: { detail: "licence is not for this PBX-connector version", retry: true },
  4006: { detail: "no licence for this CRM", retry: true },
  4007: { detail: "too many users for the licence", retry: true },
  4008: { detail: "authorization failed", retry: true },
  // Fighting back would throw the other one out, which would fight back, and so on.
  4009: { detail: "replaced by another connection with the same name", retry: false },
};
