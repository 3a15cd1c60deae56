import {
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  type LucideIcon,
} from "lucide-react";
import type { Tone } from "#components/ui/badge";
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

export const cardIcons: Record<CardState, LucideIcon> = {
  ringing: PhoneIncoming,
  dialling: PhoneOutgoing,
  active: PhoneIncoming,
  "wrap-up": PhoneIncoming,
  tried: PhoneOutgoing,
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
