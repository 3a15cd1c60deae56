/**
 * Sentences that the server and the adapters write in English, into answers and into rows that stay, and the
 * keys of their words in the messages `said`. `…` stands for what differs each time. Whatever else is said is the
 * provider's own, and shown as it came. Of two that fit the first counts.
 */
const sentences: Readonly<Record<string, string>> = {
  failed: "The command failed; the log has the reason",
  unread: "It could not be read; the log has the reason",
  fieldsWrong: "Some fields are wrong",
  noTest: "This provider has no test",
  noConnection: "There is no such connection",
  noDirectory: "This provider lists no people",
  connectionOff: "The connection is switched off",
  givenUp: "The command was given up",
  pbxSilent: "The PBX did not answer in time",
  pbxSilentCheck: "The PBX did not answer in time: check what it did before trying again",
  pbxLost:
    "The connection to the PBX was lost before it answered: check what it did before trying again",
  pbxAway: "The PBX is not connected",
  notOpen: "The connection is not open",
  extensionAway: "Extension … is not connected to the PBX",
  noSuchCall: "The PBX knows no such call under way",
  pbxBusy: "The PBX was busy with another call of this person",
  pbxRefusedCall: "The PBX refused the call",
  pbxRefused: "The PBX refused the request (…)",
  pbxHttp: "The PBX answered with HTTP …",
  pbxNotJson: "the PBX's answer is not JSON",
  pbxMissing: "there is no such thing at the PBX",
  keyRefused: "the API key was refused (HTTP …)",
  keyWeak: "the API key has no right to this (HTTP …)",
  telephone: "must be a telephone number",
  pbxElsewhere: "The PBX's address leads elsewhere (HTTP …)",
  pbxAnswered: "The PBX answered: … (HTTP …)",
  noCallAddress: "This connection has no address for calls: see its settings",
  evrotelToken: "Evrotel does not accept the token (HTTP …)",
  evrotelElsewhere: "Evrotel's address leads elsewhere (HTTP …)",
  evrotelNothing: "Evrotel answered: nothing",
  evrotelNothingHttp: "Evrotel answered: nothing (HTTP …)",
  evrotelAnsweredHttp: "Evrotel answered: … (HTTP …)",
  evrotelAnswered: "Evrotel answered: …",
  evrotelSound: "Evrotel did not take the sound: …",
  evrotelBad: "Evrotel refused the call (bad)",
  evrotelHours: "Evrotel permits no calls at this hour: …",
  evrotelUkraine: "Evrotel's automatic calls go to Ukraine only",
  evrotelStatistics: "Evrotel has no statistics of …",
  evrotelNoList: "Evrotel's statistics are no list of calls",
  evrotelAway: "Evrotel: …",
  outOfOrder: "… answers, but is out of order (HTTP …)",
  soundNotWav: "not a WAV file",
  soundNoFormat: "a WAV file that does not tell its format",
  soundEmpty: "no sound in it",
  soundCut: "cut off: … of … bytes of sound are there",
  soundCompressed: "compressed (format …): must be PCM",
  soundStereo: "stereo: must be mono",
  soundChannels: "… channels: must be mono",
  soundBits: "… bit: must be 16 bit",
  soundRate: "… Hz: must be 8000 Hz",
  orderEmpty: "The order is empty: the widget has not filled in the form",
  orderLong: "The order is longer than … characters",
  orderQuery: "The order has no query: nothing says whom to call",
  orderWhom: "The order does not say whom to call",
  orderBlanks: "The order has blanks in it",
  orderAddress: "The order is not an address",
  orderHttps: "The order must go over https",
  orderUser: "The order must not name a user",
  orderHost: "The order names another host than the configured one",
  orderPath: "The order names another path than the configured …",
  orderNumber: "The order is for another number than the visitor left",
  orderElsewhere: "CallKeeper sends the order elsewhere (HTTP …), which is not followed",
  orderMute: "CallKeeper answered without a word (HTTP …)",
  keeperHttp: "CallKeeper answered HTTP …",
  keeperNotJson: "CallKeeper's answer is not JSON",
  keeperAccount: "CallKeeper told no account",
  keeperCalls: "CallKeeper told no calls",
  keeperCountry: "CallKeeper calls numbers with a country code only",
  started: "started",
  notDialable: "Cannot dial this: …",
  noLine: "You have no extension on a connection that can call",
  noSmsLine: "You have no extension on a connection that sends SMS",
  noNumber: "This is not a telephone's number",
  noCall: "This call is not yours, or is over",
  cannot: "This connection can't do that",
  dialDear:
    "Premium-rate, shared-cost and satellite numbers are not called from here. Administrators change this rule under Numbers",
  dialCountry:
    "This country is not called from here. Administrators change this rule under Numbers",
  dialUnknown:
    "It can't be told to which country this number belongs. Administrators change this rule under Numbers",
  silentCheck: "… did not answer in time: check what it did before trying again",
  providerSilent: "The provider did not answer in time",
  silent: "… did not answer in time",
  lost: "The connection to … was lost before it answered: check what it did before trying again",
  pbxLarge: "The PBX's answer is too large: more than … bytes",
  large: "…'s answer is too large: more than … bytes",
};

const places = ["one", "two"] as const;

/** A sentence's key, and what stands at its places. */
export interface KnownSentence {
  key: string;
  values: Partial<Record<(typeof places)[number], string>>;
}

/** @returns null for the provider's own words */
export function knownSentence(said: string): KnownSentence | null {
  for (const [key, sentence] of Object.entries(sentences)) {
    const between = partsBetween(said, sentence.split("…"));
    if (!between) continue;
    return { key, values: Object.fromEntries(between.map((part, at) => [places[at], part])) };
  }
  return null;
}

/** What stands between the pieces, which the text has in this order from its beginning to its end. */
function partsBetween(text: string, pieces: readonly string[]): string[] | null {
  const [first = "", ...others] = pieces;
  if (!text.startsWith(first)) return null;
  if (others.length === 0) return text === first ? [] : null;
  const parts: string[] = [];
  let from = first.length;
  for (const [index, piece] of others.entries()) {
    const isLast = index === others.length - 1;
    const at = isLast ? text.length - piece.length : text.indexOf(piece, from);
    if (at < from || !text.startsWith(piece, at)) return null;
    parts.push(text.slice(from, at));
    from = at + piece.length;
  }
  return parts;
}
