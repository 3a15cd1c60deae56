import {
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  type LucideIcon,
} from "lucide-react";
import type { Tone } from "#components/ui/badge";
import type { CallView } from "#lib/calls/call-view";
import type { CardState } from "../live/cards";

export const cardTones: Record<CardState, Tone> = {
  ringing: "ringing",
  dialling: "accent",
  active: "talking",
  "wrap-up": "neutral",
  tried: "neutral",
  elsewhere: "neutral",
  missed: "missed",
};

/** Which way a call goes, from its first ring to its end. */
export const directionIcons: Record<CallView["direction"], LucideIcon> = {
  incoming: PhoneIncoming,
  outgoing: PhoneOutgoing,
  internal: PhoneIncoming,
};

/** Of those calls that went past the person: this says more than the direction. */
export const pastIcons: Partial<Record<CardState, LucideIcon>> = {
  elsewhere: PhoneForwarded,
  missed: PhoneMissed,
};

/** The strip at a card's edge, and its words. */
export const toneLooks: Record<Tone, { edge: string; text: string }> = {
  ringing: { edge: "bg-ringing", text: "text-ringing" },
  accent: { edge: "bg-accent", text: "text-accent" },
  talking: { edge: "bg-talking", text: "text-talking" },
  neutral: { edge: "bg-line-strong", text: "text-ink-soft" },
  missed: { edge: "bg-missed", text: "text-missed" },
};
