"use client";

import { createContext, useContext } from "react";
import { useLiveCalls } from "#components/live/live-provider";
import type { CallView } from "#lib/realtime/events";
import { formatPhoneNumber } from "#lib/phone-number";
import { CallbackDialog } from "./callback-dialog";
import { ChooseContactDialog } from "./choose-contact-dialog";
import { HandOverDialog } from "./hand-over-dialog";

/** What is to be said or done about the client of a call. */
export interface Ask {
  what: "callback" | "hand-over" | "choose";
  call: CallView;
}

const Context = createContext<(ask: Ask) => void>(() => undefined);
/** Opens the dialog above all cards. */
export const useAsk = () => useContext(Context);
export const AskContext = Context;

/**
 * Stands beside the cards, not in one: when the talk ends, its card becomes a strip, and what somebody
 * is typing about it stays.
 */
export function ClientDialogs({ ask, onClose }: { ask: Ask | null; onClose: () => void }) {
  const live = useLiveCalls();
  if (!ask) return null;
  const call = live.get(ask.call.id) ?? ask.call;
  const { contact } = call;
  if (ask.what === "choose") return <ChooseContactDialog call={call} onClose={onClose} />;
  if (ask.what === "hand-over") {
    return contact && <HandOverDialog contact={contact} onClose={onClose} />;
  }
  const name = contact?.name ?? formatPhoneNumber(call.clientNumber);
  return <CallbackDialog client={{ callId: call.id }} name={name} onClose={onClose} />;
}
