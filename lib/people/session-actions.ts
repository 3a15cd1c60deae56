"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { endSessionsOf, listSessions } from "./sessions";

const person = z.uuid();

export const sessionsAction = authorizedAction(
  { input: z.object({ userId: person }) },
  ({ userId }, user) => listSessions(user, userId),
);

/** @returns the sessions that are left */
export const endSessionsAction = authorizedAction(
  { input: z.object({ userId: person, sessionId: z.uuid().nullable() }) },
  async (input, user) => {
    await endSessionsOf(user, input);
    return listSessions(user, input.userId);
  },
);
