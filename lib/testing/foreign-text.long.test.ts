/** Whatever meets text of strangers is done with a megabyte of it before anybody notices. */
import { expect, it } from "vitest";
import { guarded, unguarded } from "../base/formula-guard.mjs";
import { safeRange } from "#lib/calls/recordings/stream-recording";
import { maskSecrets } from "#lib/connections/settings";
import { companyChange } from "#lib/contacts/companies/company-input";
import { contactChanges } from "#lib/contacts/contact-input";
import { longestCell } from "../contacts/import/file-limits.mjs";
import { columnKinds, kindOfHeading } from "#lib/contacts/import/columns";
import { guessColumns } from "#lib/contacts/import/read-sample";
import { guessDelimiter } from "#lib/contacts/import/guess-format";
import { numbersIn, problemOfNumber } from "#lib/contacts/import/numbers-in-cell";
import { plainNumber } from "../contacts/import/plain-number.mjs";
import { prepareRow } from "#lib/contacts/import/prepare-row";
import { parsePartialDate } from "#lib/contacts/partial-date";
import { similarPairs } from "#lib/contacts/duplicates/likeness";
import { leadInput } from "#lib/leads/lead-input";
import { isDialable, parsePhoneNumber, pastedNumber } from "#lib/numbers/phone-number";
import { decodeMessage as callkeeperMessage } from "#lib/providers/callkeeper/wire";
import { readRow as callkeeperRow, toIso } from "#lib/providers/callkeeper/rows";
import { readOrder } from "#lib/providers/callkeeper/commands";
import { isLocalTime } from "#lib/providers/evrotel/local-time";
import { recordingName, recordingUrl, startInName } from "#lib/providers/evrotel/recording";
import { readEvent, readRow as evrotelRow } from "#lib/providers/evrotel/wire";
import { reasonOf } from "#lib/providers/kit/failures";
import { plainWords } from "#lib/providers/kit/http";
import { webAddress } from "#lib/providers/phonet/client-card";
import { decodeFrame as phonetFrame } from "#lib/providers/phonet/wire";
import { parseEvent } from "#lib/providers/prostie-zvonki/events";
import { decodeFrame, parseMessages } from "#lib/providers/prostie-zvonki/wire";
import { alternativesOf, foldForSearch } from "#lib/search/search-text";
import { countSegments, longestText } from "#lib/sms/sms-view";
import { outgrows } from "./kit/growth";
import { brokenTexts, evenTexts } from "./kit/hostile-texts";

/** What the door lets in, in bytes; parsers of forms, JSON and XML are not ours, and take longer. */
const largestHook = 64 * 1024;

const person = { id: "ada", name: "Ada", email: "ada@x.test" };
const inColumn = (column: (typeof columnKinds)[number]) => (text: string) =>
  prepareRow([text, "Ann"], {
    columns: [column, "name"],
    country: "RU",
    labels: {},
    people: [person],
  });

const functions: [name: string, run: (text: string) => unknown][] = [
  ["guarded, of a cell", (text) => guarded(text.slice(0, longestCell))],
  ["unguarded, of a cell", (text) => unguarded(text.slice(0, longestCell))],
  ["numbersIn, of a cell as long as a row takes", (text) => numbersIn(text.slice(0, 6_565), "RU")],
  ["problemOfNumber", (text) => problemOfNumber(text, 64)],
  ...columnKinds.map((kind): [string, (text: string) => unknown] => [
    `prepareRow: ${kind}`,
    inColumn(kind),
  ]),
  ["kindOfHeading", kindOfHeading],
  [
    "guessColumns",
    (text) =>
      guessColumns([
        ["Phone", "Name"],
        [text.slice(0, 500), "Ann"],
      ]),
  ],
  ["guessDelimiter", (text) => guessDelimiter(text.slice(0, 64 * 1024))],
  ["plainNumber", plainNumber],
  ["parsePartialDate", parsePartialDate],
  ["foldForSearch", foldForSearch],
  ["alternativesOf", alternativesOf],
  ["similarPairs", (text) => similarPairs([{ id: "a", name: text.slice(0, 200) }, person])],
  ["contactChanges", (text) => contactChanges.safeParse({ name: text, numbers: [{ raw: text }] })],
  ["an e-mail", (text) => contactChanges.safeParse({ emails: [{ address: text }] })],
  ["a website", (to) => companyChange.safeParse({ field: "website", from: null, to })],
  [
    "a website with a scheme",
    (text) => companyChange.safeParse({ field: "website", from: null, to: `http://${text}` }),
  ],
  ["leadInput", (text) => leadInput.safeParse({ name: text, phone: text, page: text })],
  ["pastedNumber", (text) => pastedNumber(text, "RU")],
  ["parsePhoneNumber", (text) => parsePhoneNumber(text, "RU")],
  ["isDialable", isDialable],
  ["countSegments", (text) => countSegments(text.slice(0, longestText))],
  ["maskSecrets", (text) => maskSecrets(text, ["secret"])],
  ["maskSecrets, labelled", (text) => maskSecrets(`password="${text}`, ["secret"])],
  ["plainWords", plainWords],
  ["reasonOf", (text) => reasonOf(new Error(text))],
  ["reasonOf, of a handshake", (text) => reasonOf(new Error(`invalid ${text}`))],
  ["safeRange", (text) => safeRange(`bytes=${text}`)],
  ["Evrotel: an event", (text) => readEvent(text.slice(0, largestHook))],
  ["Evrotel: a row", (text) => evrotelRow({ recfile: text, disposition: text })],
  ["Evrotel: a time", isLocalTime],
  ["Evrotel: a recording's name", (text) => [recordingName(text), startInName(text)]],
  [
    "Evrotel: a recording's address",
    (text) => recordingUrl(text.slice(0, 500), "https://records.test/"),
  ],
  ["CallKeeper: a message", (text) => callkeeperMessage(text.slice(0, largestHook))],
  ["CallKeeper: a row", (text) => callkeeperRow({ id: text, client: text, manager: text })],
  ["CallKeeper: a row's result", (text) => callkeeperRow({ status: text, talk: text, date: text })],
  ["CallKeeper: a time", toIso],
  ["CallKeeper: an order", (text) => readOrder(text, { host: "host.test", orderPath: "/order" })],
  ["Phonet: a frame", (text) => phonetFrame(Buffer.from(text))],
  ["Phonet: a card's address", (text) => webAddress(`https://${text.slice(0, 1_000)}`)],
  ["Prostie Zvonki: a frame", (text) => decodeFrame(Buffer.from(text), "base64")],
  ["Prostie Zvonki: messages", (text) => parseMessages(text.slice(0, largestHook))],
  [
    "Prostie Zvonki: an event",
    (text) => parseEvent(JSON.stringify({ from: text.slice(0, 16_384), type: "1" })),
  ],
];

/** Refusals are answers too. */
function calmly(run: (text: string) => unknown, text: string): void {
  try {
    run(text);
  } catch (error) {
    if (error instanceof RangeError) throw error;
  }
}

it.each(functions)("%s", async (_, run) => {
  for (const hostile of [...evenTexts, ...brokenTexts]) {
    const isSlow = await outgrows((text) => calmly(run, text), hostile);
    expect(isSlow, hostile.name).toBe(false);
  }
});
