import { useState } from "react";
import { useNoteChanges } from "#components/live/live-provider";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { waitingClientAction } from "#lib/card/actions";
import type { WaitingClient } from "#lib/card/waiting-client";
import { useAnswer } from "../ui/use-action";

/** Whoever goes through the rows by key stops at some of them only, in ms. */
const pause = 150;

interface Known {
  /** What was asked: it names the callback and its version. */
  question: string;
  client: WaitingClient;
}

/**
 * The selected client, read again when the callback changes or a note about them; then the next one, so that they are
 * there when one comes to them. What is known of another client is never shown.
 */
export function useWaitingClient(selected: CallbackView | null, next: CallbackView | null) {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const questions = [useQuestion(selected), useQuestion(next)];
  const wanted = questions.find((one) => one && known.get(one.id)?.question !== one.question);
  const question = wanted?.question ?? null;
  const { answer, refused } = useAnswer(
    question,
    () => waitingClientAction({ id: wanted!.id }),
    pause,
  );
  const answered = answer?.data.callbackId;
  if (answered && known.get(answered)?.question !== answer.question) {
    setKnown(new Map(known).set(answered, { question: answer.question, client: answer.data }));
  }
  return {
    /** Null until it is known. */
    client: known.get(selected?.id ?? "")?.client ?? null,
    refused: refused && wanted?.id === selected?.id,
  };
}

function useQuestion(callback: CallbackView | null) {
  const notes = useNoteChanges(callback?.contact?.id ?? "");
  return (
    callback && { id: callback.id, question: [callback.id, callback.version, notes].join(" ") }
  );
}
