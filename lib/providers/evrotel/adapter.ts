/**
 * Evrotel: tells of a call's start and end by POST, is answered with the call's id, and takes commands
 * by POST. Nothing is kept open. The vendor's words end in this folder.
 */
import type { ProviderAdapter } from "../contract";
import { check } from "./check";
import { dialWithSound, placeCall, startCampaign, uploadSound } from "./commands";
import { parseMessage } from "./events";
import { isWithin } from "../recording-places";
import { messages } from "./messages";
import { receiveWebhook } from "./receive";
import { settings, type Settings } from "./settings";
import { backfill } from "./statistics";

export const evrotel: ProviderAdapter<Settings, null> = {
  id: "evrotel",
  label: "Evrotel",
  docsUrl: "https://evro-tel.com.ua",
  settings,
  messages,
  // Nothing is told between start and end: what seems to ring may well be a conversation.
  lostEnds: { ringing: 60 * 60, talking: 4 * 60 * 60 },
  receiveWebhook,
  parse: parseMessage,
  placeCall,
  backfill,
  ownsRecording: (url, { recordingsUrl }) => isWithin(url, [recordingsUrl]),
  uploadSound,
  dialWithSound,
  startCampaign,
  check,
};
