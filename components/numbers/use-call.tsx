import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionResult } from "#lib/auth/action";
import { placeCallAction } from "#lib/calls/call-actions";
import type { PageCall } from "#lib/calls/ports";
import type { ShownNumber } from "#lib/numbers/shown-number";
import { toast } from "../ui/toast";
import { useAction } from "../ui/use-action";
import { RefusalWords } from "./refusal-words";

type Placed = ActionResult<{ page: PageCall | null } | null>;
export type CallState = "idle" | "busy" | "placed" | "refused";
/** So long it is to be seen how a call went, in ms. */
const noted = 2_500;

export interface CallFrom {
  number: ShownNumber;
  contactId?: string;
  /** Runs before the call; on false nobody is called. */
  beforeCall?: () => Promise<boolean>;
}

export interface Caller {
  /** @param place where on this screen it was clicked: there one sees how it goes */
  call: (place: string, from: CallFrom) => void;
  stateOf: (place: string) => CallState;
}

/**
 * Calls from one place or from as many as a table has. Refusals are shown in the provider's own words.
 */
export function useCall(): Caller {
  const t = useTranslations("calls");
  const { run } = useAction(placeCall);
  const [states, setStates] = useState<ReadonlyMap<string, CallState>>(new Map());
  const stateOf = (place: string) => states.get(place) ?? "idle";
  const setState = (place: string, state: CallState) =>
    setStates((known) => new Map(known).set(place, state));

  function showFor(place: string, state: CallState) {
    setState(place, state);
    const forget = (known: ReadonlyMap<string, CallState>) =>
      known.get(place) === state ? new Map(known).set(place, "idle" as const) : known;
    setTimeout(() => setStates(forget), noted);
  }

  function call(place: string, from: CallFrom) {
    if (stateOf(place) === "busy") return;
    setState(place, "busy");
    run(from, {
      onDone(placed) {
        if (!placed) return setState(place, "idle");
        showFor(place, "placed");
        if (placed.page) void runPageCommand(placed.page);
      },
      onRefused(refusal) {
        showFor(place, "refused");
        toast.error(t("callFailed", { number: from.number.shown }), {
          description: <RefusalWords {...refusal} />,
        });
      },
    });
  }

  return { call, stateOf };
}

/** Answers null when `beforeCall` was against it. */
async function placeCall({ number, contactId, beforeCall }: CallFrom): Promise<Placed> {
  if (beforeCall && !(await beforeCall())) return { ok: true, data: null };
  return placeCallAction({ number: number.dialled, contactId });
}

/** For the few whose telephone is a vendor's script in this page. */
async function runPageCommand(call: PageCall): Promise<void> {
  const page = await import("../connections/page-scripts/run-page-command");
  page.runPageCommand(call);
}
