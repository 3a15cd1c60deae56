import { startTransition, useEffect, useEffectEvent, useState, useTransition } from "react";
import type { ActionResult, Refusal } from "#lib/auth/action";
import { second } from "#lib/base/duration";
import { noteOutdated } from "./use-outdated";

const unreachable: Refusal = { ok: false, code: "failed" };

/** Waits for a server action; a server that cannot be reached answers as a refusal "failed". */
export function answerOf<R>(answer: Promise<R>): Promise<R | Refusal> {
  return answer.catch((error: unknown) => {
    noteOutdated(error);
    return unreachable;
  });
}

interface Handlers<T> {
  onDone?: (data: T) => void;
  onRefused?: (refusal: Refusal) => void;
}

/**
 * A server action as a component runs it: `busy` from the click until the answer is on screen,
 * `refusal` why the last run did nothing, null from the start, after success and after `clear`.
 * What shows the answer otherwise goes into the handlers of a run.
 */
export function useAction<I, T>(action: (input: I) => Promise<ActionResult<T>>) {
  const [busy, start] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  function run(input: I, { onDone, onRefused }: Handlers<T> = {}) {
    start(async () => {
      const result = await answerOf(action(input));
      // In the frame that ends `busy`: whoever reads the refusal can submit again at once.
      startTransition(() => setRefusal(result.ok ? null : result));
      if (result.ok) onDone?.(result.data);
      else onRefused?.(result);
    });
  }

  return { run, busy, refusal, clear: () => setRefusal(null) };
}

/** How often and after how long a question that failed is asked again, in ms. */
const retries = 3;
const retryAfter = 2 * second;

interface Answer<T> {
  /** The last question with an answer; a refusal is none. */
  question: string;
  data: T;
}

interface UseAnswer<T> {
  answer: Answer<T> | null;
  /** The last question got a refusal, or no answer can be had. */
  refused: boolean;
  /** The question has neither an answer nor a refusal yet. */
  waiting: boolean;
}

/**
 * Asks the server whenever the question changes, and drops an answer that comes after the next
 * question or after the component has gone. The last answer stays until there is a newer one.
 *
 * @param question names what is asked, e.g. what was typed or an id and its version; null asks nothing
 * @param pause how long a question has to stand before it is asked, in ms
 */
export function useAnswer<T>(
  question: string | null,
  ask: (question: string) => Promise<ActionResult<T>>,
  pause = 0,
): UseAnswer<T> {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const askLatest = useEffectEvent(ask);

  useEffect(() => {
    if (question === null) return;
    let current = true;
    let timer = setTimeout(() => void attempt(retries), pause);
    async function attempt(left: number): Promise<void> {
      const result = await answerOf(askLatest(question!));
      if (!current) return;
      if (result.ok) setAnswer({ question: question!, data: result.data });
      setRefused(result.ok ? null : question);
      // The server was away for a moment: whoever looks at the screen can't ask again.
      if (!result.ok && result.code === "failed" && left > 0) {
        timer = setTimeout(() => void attempt(left - 1), retryAfter);
      }
    }
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [question, pause]);

  const isRefused = question !== null && refused === question;
  return {
    answer,
    refused: isRefused,
    waiting: question !== null && answer?.question !== question && !isRefused,
  };
}
