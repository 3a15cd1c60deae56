import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "#lib/auth/action";
import { dismissCardAction } from "#lib/calls/call-actions";
import type { CardStage } from "#lib/realtime/events";
import { isFarewell, isPutAway, stageOf, type CardModel } from "./cards";

/** Believed until the call itself says so: from version `until` on its legs do. */
interface Dismissal {
  stage: CardStage;
  until: number;
}

type Asked = () => Promise<ActionResult<{ version: number }>>;

/**
 * Cards put away on any of the person's screens. A card goes at once, and comes back with the reason
 * when the server did not take it.
 */
export function useDismissals(me: string) {
  const t = useTranslations("popup");
  const [believed, setBelieved] = useState<ReadonlyMap<string, Dismissal>>(new Map());
  const believe = (id: string, dismissal: Dismissal | null) =>
    setBelieved((before) => {
      const after = new Map(before);
      if (dismissal) after.set(id, dismissal);
      else after.delete(id);
      return after;
    });

  function isGone(card: CardModel): boolean {
    const own = believed.get(card.call.id);
    if (own && card.call.version < own.until && isPutAway(card, own.stage)) return true;
    return card.call.legs.some((leg) => leg.userId === me && isPutAway(card, leg.dismissed));
  }

  /**
   * @param ask has the server put it away; it answers with the version from which on the call says so
   * @returns whether the server took it
   */
  async function putAway(card: CardModel, ask: Asked, refusal = t("notDismissed")) {
    const { id } = card.call;
    const stage = stageOf(card);
    believe(id, { stage, until: Infinity });
    const result = await ask().catch(() => null);
    believe(id, result?.ok ? { stage, until: result.data.version } : null);
    if (!result?.ok) toast.error(refusal);
    return result?.ok ?? false;
  }

  function dismiss(card: CardModel) {
    void putAway(card, () => dismissCardAction({ callId: card.call.id, stage: stageOf(card) }));
  }

  /** A farewell has been said: this screen's own matter. */
  function leave(card: CardModel) {
    if (isFarewell(card)) believe(card.call.id, { stage: "farewell", until: Infinity });
  }

  return { isGone, dismiss, putAway, leave };
}
