/** The browser's side: what a page calls in CallKeeper's widget, and the events of the widget. */
import { randomUUID } from "node:crypto";
import {
  ProviderError,
  type PageCommand,
  type PageEvent,
  type PageReport,
  type PageScript,
  type ProviderAdapter,
} from "../contract";
import { readAs } from "../kit/read-as";
import { mailOf } from "./mail";
import type { Settings } from "./settings";
import { encodeMessage, pageDetail } from "./wire";

type Placing = Parameters<NonNullable<ProviderAdapter<Settings>["placeCallInPage"]>>[0];

export function pageScript({ widgetScript }: Settings): PageScript {
  return {
    url: widgetScript || null,
    eventNames: ["CallKeeperData"],
    // "serverlFill" is the vendor's spelling.
    order: { field: "callkeeper_storage", fillPath: ["ckForms", "serverlFill"] },
  };
}

/** A telephone rather than an internal number: CallKeeper calls it from outside. */
const isTelephone = (text: string) => text.replace(/\D/g, "").length >= 7;

/** @throws {ProviderError} for a number without its country code, which the widget would misdial */
export function placeCallInPage(
  { extension, number, name }: Placing,
  settings: Settings,
): PageCommand {
  if (!number.startsWith("+")) {
    throw new ProviderError(
      "refused",
      "CallKeeper calls numbers with a country code only",
      "number",
    );
  }
  const { partner, param1, param2 } = settings;
  const remarks = {
    manager: isTelephone(extension) ? extension : settings.manager,
    person: name ?? "",
    partner,
    mail: mailOf(settings.mail) ?? "",
    param1,
    param2,
  };
  const given = Object.entries(remarks).filter(([, value]) => value !== "");
  return {
    functionPath: ["ckForms", "ckEvent"],
    eventName: "CallKeeperEvent",
    detail: { tel: number.slice(1), ...Object.fromEntries(given) },
  };
}

/** @throws {ProviderError} that names the field */
export function readPageEvent({ detail, extension }: PageEvent): PageReport {
  const order = readAs(pageDetail, detail, "detail");
  const { client, person, title } = order;
  if (!client) throw new ProviderError("unreadable", "is missing", "detail.client");
  const raw = encodeMessage({ source: "page", extension, detail: order });
  return {
    // The widget reports each order once.
    message: { key: `page ${randomUUID()}`, raw },
    client: { number: client, name: person || null, title: title || null },
  };
}
