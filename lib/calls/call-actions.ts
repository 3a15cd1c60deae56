"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { isDialable } from "#lib/phone-number";
import { cardStages } from "#lib/realtime/events";
import { hub, type CommandResult } from "#lib/server/hub";
import { dismissCard } from "./dismiss-card";
import { transferTargets } from "./transfer-targets";

const place = authorizedAction(
  {
    input: z.object({
      number: z.string().trim().max(40).refine(isDialable, "not-dialable"),
      contactId: z.uuid().optional(),
    }),
  },
  async (input, user) => {
    const placed = await hub().placeCall({ userId: user.id, ...input });
    if (!placed.ok) throw new ActionError(placed.code, { message: placed.message });
    return { callId: placed.call.id, page: placed.page ?? null };
  },
);

/** Click-to-call: the person's own extension dials the number; `page`: what the page has to do itself. */
export async function placeCallAction(raw: unknown) {
  return place(raw);
}

const ownCall = { callId: z.uuid() };

const targets = authorizedAction({ input: z.object(ownCall) }, (input, user) =>
  transferTargets({ userId: user.id, ...input }),
);

/** Colleagues to whom the person can hand a call of theirs. */
export async function transferTargetsAction(raw: unknown) {
  return targets(raw);
}

const extension = z
  .string()
  .trim()
  .regex(/^[\w*#+.-]{1,32}$/, "not-dialable");
const transfer = authorizedAction(
  { input: z.object({ ...ownCall, extension }) },
  async (input, user) => done(await hub().transferCall({ userId: user.id, ...input })),
);

/** Hands the person's own call to another extension. */
export async function transferCallAction(raw: unknown) {
  return transfer(raw);
}

const hangUp = authorizedAction({ input: z.object(ownCall) }, async (input, user) =>
  done(await hub().hangUpCall({ userId: user.id, ...input })),
);

/** Ends the person's own call. */
export async function hangUpCallAction(raw: unknown) {
  return hangUp(raw);
}

function done(result: CommandResult): null {
  if (!result.ok) throw new ActionError(result.code, { message: result.message });
  return null;
}

const ring = authorizedAction(
  { input: z.object({ number: z.string().trim().max(40).refine(isDialable).optional() }) },
  async (input, user) => {
    return done(await hub().ringMe({ userId: user.id, ...input }));
  },
);

/** Has the demo's simulator call the person. */
export async function ringMeAction(raw: unknown) {
  return ring(raw);
}

const dismiss = authorizedAction(
  { input: z.object({ callId: z.uuid(), stage: z.enum(cardStages) }) },
  async (input, user) => {
    const { version } = await dismissCard(user.id, input);
    await hub().publishCall(input.callId);
    return { version };
  },
);

/** Puts the person's own card of a call away, on all of their screens. */
export async function dismissCardAction(raw: unknown) {
  return dismiss(raw);
}
