/** The rooms a socket can be in. A browser never chooses one. */
export const rooms = {
  user: (userId: string) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  /** Managers and administrators, who may see every call. */
  team: "team",
  /** Those who watch the team board, with clients and counters or without. */
  board: (whole: boolean) => (whole ? "board:whole" : "board"),
} as const;
