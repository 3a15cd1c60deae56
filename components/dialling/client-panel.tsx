"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useLiveCalls, usePersonName } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Dotted } from "#components/ui/dotted";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import { minute } from "#lib/base/duration";
import type { Client } from "#lib/dialling/desk";
import { useOutcomeWords } from "../calls/call-state";
import { clockWords } from "../callbacks/times-in-words";
import { ContactSummary } from "../card/contact-summary";
import type { SoFar } from "#lib/dialling/dial-view";
import { useNow } from "../ui/use-now";

/** As loud as anything is here; it overrides the looks that a number has among others. */
const loud =
  "mx-0! w-full! justify-center! rounded-lg! bg-accent-fill! px-5! py-3! text-lg! font-semibold! text-on-accent! hover:bg-accent-fill! hover:text-on-accent! hover:brightness-110 [&_svg]:size-5! [&_svg]:text-on-accent!";

/** The client before one calls: who they are, what was said last, what is due, and the number. */
export function ClientPanel({ client }: { client: Client }) {
  const t = useTranslations("dialling");
  const { contact, facts, soFar, lastNote, zone } = client;
  const calls = useLiveCalls();
  const isOnTheLine = [...calls.values()].some(
    (call) => call.contact?.id === contact.id && call.state !== "ended",
  );
  // The list's step has taken the first that can be dialled.
  const first = contact.numbers.find(({ e164 }) => e164 !== null);
  const others = contact.numbers.filter((number) => number !== first);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="rounded-xl border border-line bg-surface p-4 shadow-card">
        <h2 className="text-2xl font-semibold tracking-tight break-words">
          <Link href={`/contacts/${contact.id}`} className="hover:text-accent hover:underline">
            {contact.name}
          </Link>
        </h2>
        {contact.company && <p className="text-ink-soft">{contact.company}</p>}
        {zone && <TimeThere zone={zone} />}
        {soFar && !isOnTheLine && <WhatBecame soFar={soFar} />}
        {first && (
          <p data-call className="mt-4 flex">
            <PhoneLink number={first} contactId={contact.id} className={loud} />
          </p>
        )}
        {others.length > 0 && (
          <ul aria-label={t("otherNumbers")} className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
            {others.map((number, index) => (
              <li key={index}>
                <PhoneLink number={number} contactId={contact.id} />
              </li>
            ))}
          </ul>
        )}
        <Said heading={t("lastNote")}>
          {lastNote ? (
            <>
              <p className="break-words whitespace-pre-line">{lastNote.note.text}</p>
              <p className="text-sm text-ink-soft">
                <Writer userId={lastNote.note.userId} /> · <RelativeTime iso={lastNote.at} />
              </p>
            </>
          ) : (
            <p className="text-ink-soft">{t("noNotes")}</p>
          )}
        </Said>
        {contact.note && (
          <Said heading={t("ownNote")}>
            <p className="break-words whitespace-pre-line">{contact.note}</p>
          </Said>
        )}
      </div>
      <ContactSummary contact={contact} facts={facts} />
    </div>
  );
}

function Said({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <div className="mt-4">
      <h3 className="mb-0.5 text-sm font-medium text-ink-soft">{heading}</h3>
      {children}
    </div>
  );
}

function Writer({ userId }: { userId: string | null }) {
  const t = useTranslations("dialling");
  return usePersonName()(userId) ?? t("somebody");
}

/** Of whom one comes back to: what their turn gave. */
function WhatBecame({ soFar }: { soFar: SoFar }) {
  const t = useTranslations("dialling.soFar");
  const format = useFormatter();
  const outcomeWords = useOutcomeWords();
  return (
    <div className="mt-3 rounded-lg bg-sunken px-3 py-2 text-sm">
      <Dotted>
        {t(soFar.state, { time: clockWords(format, new Date(soFar.at)) })}
        {soFar.outcome && outcomeWords(soFar.outcome)}
      </Dotted>
    </div>
  );
}

/** What the clock on their wall shows. */
function TimeThere({ zone }: { zone: string }) {
  const t = useTranslations("dialling");
  const format = useFormatter();
  const now = useNow(minute);
  const clock = { hour: "numeric", minute: "2-digit", timeZone: zone } as const;
  return (
    <p className="text-sm text-ink-soft">
      {t("there", { time: now === null ? "…" : format.dateTime(new Date(now), clock) })}
    </p>
  );
}
