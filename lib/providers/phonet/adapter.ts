/**
 * Phonet: one subscription for each person who has an extension, and REST for what is asked. The
 * vendor's words end in this folder.
 */
import { defineProvider } from "../define-provider";
import { isWithin } from "../kit/settings";
import { check } from "./check";
import { hangUp, placeCall } from "./commands";
import { directory } from "./directory";
import { parseEvent } from "./events";
import { backfill } from "./history";
import { connect, type Link } from "./link";
import { restBase, settings, type Settings } from "./settings";

export const phonet = defineProvider<Settings, Link>({
  id: "phonet",
  label: "Phonet",
  docsUrl: "https://phonet.com.ua",
  settings,
  // An end that was missed comes with the history, ten minutes later at most; a caller may wait in a
  // group's queue for as long.
  lostEnds: { ringing: 10 * 60, talking: 4 * 60 * 60 },
  parse: parseEvent,
  connect,
  placeCall,
  hangUp,
  backfill,
  directory,
  ownsRecording: (url, settings) =>
    isWithin(url, [settings.recordingsUrl, restBase(settings)]) || isVendors(url),
  check,
});

/** Phonet's own servers keep the recordings of PBXs that it hosts. */
function isVendors({ protocol, hostname, port }: URL): boolean {
  return protocol === "https:" && port === "" && /(?:^|\.)phonet\.com\.ua$/.test(hostname);
}
