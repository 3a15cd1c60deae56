/**
 * CallKeeper: a call-back widget. A visitor leaves a number, CallKeeper calls a manager and the
 * visitor and connects them. The vendor's words end in this folder.
 */
import type { ProviderAdapter } from "../contract";
import { check } from "./check";
import { parseMessage } from "./events";
import { messages } from "./messages";
import { orderCallback } from "./order";
import { pageScript, placeCallInPage, readPageEvent } from "./page";
import { isWithin } from "../recording-places";
import { settings, type Settings } from "./settings";
import { readHistory } from "./statistics";

export const callKeeper: ProviderAdapter<Settings, null> = {
  id: "callkeeper",
  label: "CallKeeper",
  docsUrl: "https://callkeeper.ru",
  settings,
  messages,
  // Of an ordered call nothing is told but in the statistics, minutes after it is over.
  lostEnds: { ringing: 5 * 60, talking: 60 * 60 },
  parse: parseMessage,
  check,
  backfill: readHistory,
  ownsRecording: (url, { recordingsUrl, apiUrl, host }) =>
    isWithin(url, [recordingsUrl, apiUrl, `https://${host}/`]),
  orderCallback,
  pageScript,
  placeCallInPage,
  readPageEvent,
};
