/**
 * Prostie Zvonki: one server-side listener on the connector's WebSocket sees every extension's events
 * and carries the commands. The vendor's words end in this folder.
 */
import { defineProvider } from "../define-provider";
import { isWithin } from "../kit/settings";
import { check } from "./check";
import { placeCall, sendSms, transfer } from "./commands";
import { parseEvent } from "./events";
import { connect, type Link } from "./link";
import { recordingPlaces, settings, type Settings } from "./settings";

export const prostieZvonki = defineProvider<Settings, Link>({
  id: "prostie-zvonki",
  label: "Простые Звонки",
  docsUrl: "https://prostiezvonki.ru",
  settings,
  // The server reports every end it could not deliver at the next connect: only what it forgot is lost.
  lostEnds: { ringing: 5 * 60, talking: 4 * 60 * 60 },
  replacedCode: "4009",
  parse: parseEvent,
  connect,
  placeCall,
  transfer,
  smartTransfer: ({ smartTransfer, fallbackExtension }) =>
    smartTransfer ? { fallback: fallbackExtension || null } : null,
  sendSms,
  ownsRecording: (url, settings) => isWithin(url, recordingPlaces(settings)),
  check,
});
