"use client";

import { StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSelection } from "#components/callbacks/beside-lists";
import { PhoneLink } from "#components/numbers/phone-link";
import { Link } from "#components/ui/link";
import { ListSkeleton } from "#components/ui/page";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { WaitingClient as Client } from "#lib/card/waiting-client";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { groupChanges } from "#lib/timeline/timeline-view";
import { useCallbackCommands, useWhoWaits } from "../callbacks/use-callback-commands";
import { FullEntry } from "../timeline/timeline-entry";
import { useWaitingClient } from "./use-waiting-client";

/** What one reads of the selected client before one calls: who they are, and what happened with them. */
export function WaitingClient({ mayDownload }: { mayDownload: boolean }) {
  const { selected, next } = useSelection();
  const { client, refused } = useWaitingClient(selected, next);
  const t = useTranslations("card");
  const common = useTranslations("common");
  if (!selected) return null;
  // Of a contact out of reach there is no more than the row says.
  const isKnown = client && (client.contact || !selected.contact);
  return (
    <section
      // Whoever is shown next is read from the beginning.
      key={selected.id}
      aria-labelledby="waiting-client"
      aria-busy={!client && !refused}
      data-waiting-client={selected.id}
      className="flex max-h-[calc(100vh-11rem)] flex-col overflow-y-auto rounded-xl border border-line bg-surface shadow-card"
    >
      <Who callback={selected} contact={client?.contact ?? null} />
      {!client && !refused && (
        <div className="p-4">
          <ListSkeleton rows={4} label={common("loading")} />
        </div>
      )}
      {refused && (
        <p role="alert" className="p-4 text-sm text-missed">
          {common("failed")}
        </p>
      )}
      {isKnown && client.entries.length === 0 && (
        <p className="p-4 text-sm text-ink-soft">{t("nothingYet")}</p>
      )}
      <ol aria-label={t("happened")} className="divide-y divide-line">
        {groupChanges(client?.entries ?? []).map((entry) => (
          <FullEntry key={entry.id} entry={entry} mayDownload={mayDownload} />
        ))}
      </ol>
    </section>
  );
}

/** Their name, the numbers that lead to them, and what stands on the contact; until it is read, what the row knows. */
function Who({ callback, contact }: { callback: CallbackView; contact: Client["contact"] }) {
  const t = useTranslations("card");
  const name = useWhoWaits()(callback);
  const { calling } = useCallbackCommands(callback);
  const known = contact ?? callback.contact;
  const isStranger = known === null && callback.sharedBy === 0;
  const shown = contact?.numbers ?? [{ ...callback.number, label: null }];
  const numbers = shown.filter(({ raw }) => !isHiddenNumber(raw));
  return (
    <div className="flex flex-col gap-2 border-b border-line p-4">
      <div>
        <h2 id="waiting-client" className="text-lg font-semibold break-words">
          {known ? (
            <Link href={`/contacts/${known.id}`} className="hover:text-accent hover:underline">
              {known.name}
            </Link>
          ) : (
            name
          )}
        </h2>
        {known?.company && <p className="text-ink-soft">{known.company}</p>}
        {isStranger && <p className="text-sm text-ink-soft">{t("unknown")}</p>}
      </div>
      {numbers.length > 0 && (
        <ul className="flex flex-col gap-0.5">
          {numbers.map((number) => (
            <li key={number.raw} className="flex items-baseline gap-2">
              <PhoneLink number={number} {...(known && { contactId: known.id })} {...calling} />
              {number.label && <span className="text-xs text-ink-soft">{number.label}</span>}
            </li>
          ))}
        </ul>
      )}
      {contact?.note && (
        <p className="flex gap-1.5 text-sm">
          <StickyNote
            aria-label={t("ownNote")}
            className="mt-0.5 size-3.5 shrink-0 text-ink-soft"
          />
          <span className="min-w-0 wrap-anywhere whitespace-pre-line">{contact.note}</span>
        </p>
      )}
    </div>
  );
}
