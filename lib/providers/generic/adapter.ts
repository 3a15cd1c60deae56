/**
 * Any PBX that can send a web request: it posts calls as JSON in our own words, signed by Standard Webhooks,
 * and is asked for calls and for its history as its administrator writes it down.
 */
import { defineProvider } from "../define-provider";
import { check } from "./check";
import { placeCall } from "./commands";
import { parseMessage } from "./events";
import { backfill } from "./history";
import { ownsRecording, recordingAddress } from "./recording";
import { settings, type Settings } from "./settings";
import { newHookToken } from "./token";
import { receiveWebhook } from "./webhook";

export const generic = defineProvider<Settings>({
  id: "generic",
  label: "Any PBX",
  docsUrl: "https://www.standardwebhooks.com",
  settings,
  // A PBX that tells rings and ends alone seems to ring while people talk.
  lostEnds: { ringing: 15 * 60, talking: 4 * 60 * 60 },
  newHookToken,
  receiveWebhook,
  parse: parseMessage,
  placeCall,
  backfill,
  unused: ({ callUrl, historyUrl }) => [
    ...(callUrl === "" ? (["placeCall"] as const) : []),
    ...(historyUrl === "" ? (["backfill"] as const) : []),
  ],
  recordingAddress: (told, { recordingsUrl }) => recordingAddress(told, recordingsUrl),
  ownsRecording: (url, { recordingsUrl }) => ownsRecording(url, recordingsUrl),
  check,
});
