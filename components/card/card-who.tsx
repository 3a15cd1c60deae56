"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Kbd } from "#components/ui/page";
import type { CallView } from "#lib/calls/call-view";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import type { CandidateView, MatchReason as Reason } from "#lib/numbers/candidate-view";
import { strangersName } from "../live/who-is";
import { useChooseContact } from "./use-choose-contact";

/** Who calls: the one contact, all who share the number, or the number itself. */
export function CardWho({ call, number }: { call: CallView; number: string }) {
  const t = useTranslations("card");
  if (call.contact) {
    return (
      <div>
        <p className="text-xl leading-tight font-semibold wrap-anywhere">{call.contact.name}</p>
        {call.contact.company && (
          <p className="text-ink-soft wrap-anywhere">{call.contact.company}</p>
        )}
        <p className="figures mt-0.5 text-ink-soft wrap-anywhere">{number}</p>
      </div>
    );
  }
  const name = strangersName(call);
  if (name) return <ProvidersWord call={call} name={name} number={number} />;
  // One whole number among them: then that is what they share.
  const certain = call.candidates.some(({ reason }) => reason?.kind === "number");
  return (
    <div>
      <p className="figures text-xl leading-tight font-semibold wrap-anywhere">{number}</p>
      {call.candidates.length === 0 ? (
        <p className="text-ink-soft">
          {t(isHiddenNumber(call.clientNumber.raw) ? "hiddenHelp" : "unknown")}
        </p>
      ) : (
        <>
          <p className="mt-1 text-sm text-ink-soft">
            {t(certain ? "sharedBy" : "maybe", { count: call.candidates.length })}
          </p>
          <CandidateList call={call} />
        </>
      )}
    </div>
  );
}

/** Nobody we know, but the phone system, or a CRM attached to it, has a name for them. */
function ProvidersWord({ call, name, number }: { call: CallView; name: string; number: string }) {
  const t = useTranslations("card");
  const { company, url } = call.clientCard!;
  return (
    <div>
      <p className="text-xl leading-tight font-semibold wrap-anywhere">{name}</p>
      {company && <p className="text-ink-soft wrap-anywhere">{company}</p>}
      <p className="figures mt-0.5 text-ink-soft wrap-anywhere">{number}</p>
      <p className="mt-1 flex flex-wrap gap-x-2 text-sm text-ink-soft">
        <span>{t("knownToProvider")}</span>
        {url && (
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 text-accent hover:underline"
          >
            {t("openElsewhere")}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
      </p>
    </div>
  );
}

/** Those there are keys for. */
const mostKeys = 9;

/** All who share the number: whose page to look at, and who it is, which is remembered. */
function CandidateList({ call }: { call: CallView }) {
  const t = useTranslations("card");
  const me = useMe();
  const { choose, busy } = useChooseContact(call);

  return (
    <ul className="mt-1 flex flex-col gap-0.5">
      {rankCandidates(call.candidates, me.userId).map(({ id, name, company, reason }, index) => (
        <li key={id} className="flex items-center gap-2">
          <Link
            href={`/contacts/${id}`}
            className="-mx-2 flex min-w-0 flex-1 items-baseline gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
          >
            <span className="min-w-0 truncate font-medium">{name}</span>
            {company && <span className="truncate text-sm text-ink-soft">{company}</span>}
            {reason && <MatchReason reason={reason} />}
          </Link>
          <Button
            size="sm"
            disabled={busy}
            {...(index < mostKeys && {
              "data-key": `Digit${index + 1}`,
              "aria-keyshortcuts": String(index + 1),
            })}
            aria-label={t("isThem", { name })}
            onClick={() => choose({ id, name })}
          >
            {index < mostKeys && <Kbd>{index + 1}</Kbd>}
            {t("isThemShort")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Why somebody is a candidate, in a few words; nothing where it is their first number. */
function MatchReason({ reason }: { reason: Reason }) {
  const t = useTranslations("card.reasons");
  const words = [
    reason.kind === "national" && t("national"),
    reason.label ??
      (reason.position && reason.position > 1 && t("position", { position: reason.position })),
  ].filter(Boolean);
  if (words.length === 0) return null;
  return <span className="shrink-0 text-xs text-ink-soft">{words.join(" · ")}</span>;
}

/**
 * In the viewer's order: whole numbers before parts of one, then the viewer's own contacts; else as the
 * server ranked them.
 */
function rankCandidates(candidates: readonly CandidateView[], viewerId: string): CandidateView[] {
  const place = ({ reason, owner }: CandidateView) =>
    (reason?.kind === "national" ? 2 : 0) + (owner === viewerId ? 0 : 1);
  return candidates.toSorted((a, b) => place(a) - place(b));
}
