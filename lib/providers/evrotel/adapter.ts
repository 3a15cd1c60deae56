/**
 * Evrotel: posts a call's start and end, is answered with the call's id, and takes commands
 * by POST. Nothing is kept open. The vendor's words end in this folder.
 */
import { defineProvider } from "../define-provider";
import { isWithin } from "../kit/settings";
import { check } from "./check";
import { dialWithSound, placeCall, startCampaign, uploadSound } from "./commands";
import { parseMessage } from "./events";
import { backfill } from "./history";
import { recordingPath, recordingUrl } from "./recording";
import { settings, type Settings } from "./settings";
import { receiveWebhook } from "./webhook";

export const evrotel = defineProvider<Settings>({
  id: "evrotel",
  label: "Evrotel",
  docsUrl: "https://evro-tel.com.ua",
  settings,
  // Evrotel sends nothing between start and end: what seems to ring may be a conversation.
  lostEnds: { ringing: 60 * 60, talking: 4 * 60 * 60 },
  answersUntold: true,
  receiveWebhook,
  parse: parseMessage,
  placeCall,
  backfill,
  // Nothing but what was kept for this: a provider tells whatever it likes.
  recordingAddress: (told, { recordingsUrl: base }) =>
    recordingPath(told) === told ? recordingUrl(told, base || null) : null,
  ownsRecording: (url, { recordingsUrl }) => isWithin(url, [recordingsUrl]),
  uploadSound,
  dialWithSound,
  startCampaign,
  check,
});
