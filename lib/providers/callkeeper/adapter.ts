/**
 * CallKeeper: a call-back widget. A visitor leaves a number, CallKeeper calls a manager and the
 * visitor and connects them. The vendor's words end in this folder.
 */
import { defineProvider } from "../define-provider";
import { isWithin } from "../kit/settings";
import { check } from "./check";
import { orderCallback } from "./commands";
import { parseMessage } from "./events";
import { backfill } from "./history";
import { pageScript, placeCallInPage, readPageEvent } from "./page";
import { settings, type Settings } from "./settings";

export const callKeeper = defineProvider<Settings>({
  id: "callkeeper",
  label: "CallKeeper",
  docsUrl: "https://callkeeper.ru",
  settings,
  // Only the statistics report an ordered call, minutes after it is over.
  lostEnds: { ringing: 5 * 60, talking: 60 * 60 },
  parse: parseMessage,
  check,
  backfill,
  ownsRecording: (url, { recordingsUrl, apiUrl, host }) =>
    isWithin(url, [recordingsUrl, apiUrl, `https://${host}/`]),
  orderCallback,
  formSites: ({ formSites }) => formSites.split(" ").filter((site) => site !== ""),
  pageScript,
  placeCallInPage,
  readPageEvent,
});
