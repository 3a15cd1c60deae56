import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ShownNumber } from "#lib/numbers/shown-number";
import { toast } from "../ui/toast";
import { useAction } from "../ui/use-action";
import { carryOut, orderCall, type CallOrder } from "./order-call";
import { RefusalWords } from "./refusal-words";

export type CallState = "idle" | "busy" | "placed" | "refused";
/** So long it is to be seen how a call went, in ms. */
const noted = 2_500;

export interface CallFrom extends Omit<CallOrder, "number"> {
  number: ShownNumber;
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
  const { run } = useAction(carryOut);
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

  function call(place: string, { number, ...from }: CallFrom) {
    if (stateOf(place) === "busy") return;
    void orderCall({ ...from, number: number.dialled }, (order) => {
      setState(place, "busy");
      run(order, {
        onDone(placed) {
          if (placed) showFor(place, "placed");
          else setState(place, "idle");
        },
        onRefused(refusal) {
          showFor(place, "refused");
          toast.error(t("callFailed", { number: number.shown }), {
            description: <RefusalWords {...refusal} />,
          });
        },
      });
    });
  }

  return { call, stateOf };
}
