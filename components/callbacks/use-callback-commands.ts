"use client";

import { useTranslations } from "next-intl";
import { useCallback, useTransition } from "react";
import { useMe } from "#components/live/live-provider";
import type { ActionResult } from "#lib/auth/action";
import {
  claimCallbackAction,
  closeCallbackAction,
  handOverCallbackAction,
  postponeCallbackAction,
  releaseCallbackAction,
  reopenCallbackAction,
} from "#lib/callbacks/callback-actions";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { claimant } from "#lib/callbacks/queue";
import { whoWaits } from "#lib/callbacks/who-waits";
import { answerOf } from "../ui/use-action";
import { toast } from "../ui/toast";

/** What a person can do with a callback; each can be undone, and a refusal is shown in words. */
export function useCallbackCommands(callback: CallbackView) {
  const t = useTranslations("callbacks");
  const [pending, start] = useTransition();
  const { userId } = useMe();
  const { id } = callback;
  const who = useWhoWaits()(callback);

  async function run<T>(action: (raw: unknown) => Promise<ActionResult<T>>, input: object) {
    const result = await answerOf(action({ id, ...input }));
    if (result.ok) return true;
    const { code, fields } = result;
    const isTooFar = fields?.until === "tooFar";
    const known = isTooFar ? "tooFar" : code === "claimed" || code === "closed" ? code : "failed";
    toast.error(t(`refusals.${known}`, { name: result.message ?? "", who }));
    return false;
  }

  /** Does it, says so, and offers the way back. */
  function undoable(words: string, act: () => Promise<boolean>, undo: () => Promise<boolean>) {
    start(async () => {
      if (!(await act())) return;
      toast(words, { action: { label: t("undo"), onClick: () => void undo() } });
    });
  }

  /** @returns whether nobody else was quicker */
  const claim = () => run(claimCallbackAction, {});
  const release = () => run(releaseCallbackAction, {});

  return {
    pending,
    claim,
    release: () => start(async () => void (await release())),
    /** Whoever calls is on it; a call that is refused leaves the claim as it was. What is closed is nobody's to take. */
    calling: callback.closed
      ? {}
      : {
          beforeCall: claim,
          onRefused: () => void (claimant(callback, Date.now()) === userId || release()),
        },
    close: (reason: "done" | "not-needed") =>
      undoable(
        t(`closed.${reason}`, { who }),
        () => run(closeCallbackAction, { reason }),
        () => run(reopenCallbackAction, {}),
      ),
    postpone: (until: Date, words: string) =>
      undoable(
        t("postponed", { who, until: words }),
        () => run(postponeCallbackAction, { until: until.toISOString() }),
        () => run(postponeCallbackAction, { until: callback.postponedUntil }),
      ),
    showNow: () => start(async () => void (await run(postponeCallbackAction, { until: null }))),
    handOver: (ownerId: string | null, name: string | null) =>
      undoable(
        name ? t("handedOver", { who, name }) : t("freed", { who }),
        () => run(handOverCallbackAction, { ownerId }),
        () => run(handOverCallbackAction, { ownerId: callback.ownerId }),
      ),
  };
}

export type CallbackCommands = ReturnType<typeof useCallbackCommands>;

/** The client in a few words: by name, all who may have the number, or the number itself. */
export function useWhoWaits(): (callback: CallbackView) => string {
  const t = useTranslations("callbacks");
  return useCallback((callback) => whoWaits(callback, t("hiddenNumber")), [t]);
}
