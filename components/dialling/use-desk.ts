"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, useTransition } from "react";
import { useMe } from "#components/live/live-provider";
import { second } from "#lib/base/duration";
import {
  keepDialClaimAction,
  leaveDialListAction,
  stepDialListAction,
} from "#lib/dialling/actions";
import type { Skipped } from "#lib/dialling/dial-view";
import type { Going } from "#lib/dialling/step";
import { answerOf } from "../ui/use-action";
import { aheadOf, beginTrail, behindOf, walked } from "./trail";

/** How often the claim on the client is prolonged: it lasts three times as long. In ms. */
const keptEvery = 30 * second;

/** Where the person stands: before a client or on the way to one, at the end, pausing, outside their hours, or stuck. */
export type Standing = "going" | "over" | "paused" | "offHours" | "failed";

/** Where a refusal of the next client leaves them. */
const standings: Record<string, Standing> = { away: "paused", "off-hours": "offHours" };

/**
 * A person's way through a list: one client at a time is theirs, and free for others as soon as they go on, leave,
 * or pause.
 * @param position of the client the page came with; null: none yet
 */
export function useDesk({ listId, position }: { listId: string; position: number | null }) {
  const router = useRouter();
  const { away } = useMe();
  const [standing, setStanding] = useState<Standing>("going");
  const [skipped, setSkipped] = useState<readonly Skipped[]>([]);
  const [trail, setTrail] = useState(() => beginTrail(position));
  const last = trail.places[trail.at] ?? null;
  /** When they work again, ISO 8601. */
  const [opening, setOpening] = useState<string | null>(null);
  // Who has said that they go on is asked no more.
  const [afterHours, setAfterHours] = useState(false);
  const [pending, start] = useTransition();

  function go(to: Going["to"], from = last) {
    const isLate = afterHours || standing === "offHours";
    setAfterHours(isLate);
    start(async () => {
      const answer = await answerOf(
        stepDialListAction({ listId, from, to, ...(isLate && { afterHours: true }) }),
      );
      start(() => {
        if (!answer.ok) {
          setOpening(answer.message ?? null);
          return setStanding(standings[answer.code] ?? "failed");
        }
        setSkipped(answer.data.skipped);
        setStanding(answer.data.position === null ? "over" : "going");
        setTrail((before) => walked(before, to, answer.data.position));
        router.refresh();
      });
    });
  }
  /** On to whom one has come back from, else to the next who can be called. */
  function onward() {
    const ahead = aheadOf(trail);
    return ahead === undefined ? go("next") : go("here", ahead);
  }
  /** To whom one had before; a step back from the place after theirs meets them first. */
  function back() {
    const behind = behindOf(trail);
    return go("previous", behind === undefined ? last : behind + 1);
  }
  const find = useEffectEvent(() => go(last === null ? "next" : "here"));

  // At the beginning, and when the claim was lost while nobody looked.
  const isLost = position === null && standing === "going" && !pending;
  useEffect(() => {
    if (isLost) find();
  }, [isLost]);

  const keep = useEffectEvent(async () => {
    if (position === null || document.visibilityState === "hidden") return;
    const answer = await answerOf(keepDialClaimAction({ listId }));
    if (answer.ok && !answer.data.kept) find();
  });
  useEffect(() => {
    const onSight = () => void keep();
    const timer = setInterval(onSight, keptEvery);
    document.addEventListener("visibilitychange", onSight);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onSight);
    };
  }, []);

  useEffect(() => {
    const leave = () => void answerOf(leaveDialListAction({ listId }));
    return leave;
  }, [listId]);

  const pause = useEffectEvent(() => {
    setStanding("paused");
    void answerOf(leaveDialListAction({ listId }));
  });
  useEffect(() => {
    if (away) pause();
  }, [away]);

  const canGoBack = trail.at > 0;
  return { standing, opening, skipped, pending, canGoBack, go, onward, back };
}
