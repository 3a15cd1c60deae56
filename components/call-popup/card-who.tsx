"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CallView } from "#lib/realtime/events";
import { CandidateList } from "./candidate-list";
import { strangersName } from "./who-is";

/** Who calls: the one contact, all who share the number, or the number itself. */
export function CardWho({ call, number }: { call: CallView; number: string }) {
  const t = useTranslations("popup");
  if (call.contact) {
    return (
      <div>
        <p className="text-xl leading-tight font-semibold break-words">{call.contact.name}</p>
        {call.contact.company && <p className="text-ink-soft">{call.contact.company}</p>}
        <p className="figures mt-0.5 text-ink-soft">{number}</p>
      </div>
    );
  }
  const name = strangersName(call);
  if (name) return <ProvidersWord call={call} name={name} number={number} />;
  // One whole number among them: then that is what they share.
  const certain = call.candidates.some(({ reason }) => reason?.kind === "number");
  return (
    <div>
      <p className="figures text-xl leading-tight font-semibold">{number}</p>
      {call.candidates.length === 0 ? (
        <p className="text-ink-soft">{t("unknown")}</p>
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
  const t = useTranslations("popup");
  const { company, url } = call.clientCard!;
  return (
    <div>
      <p className="text-xl leading-tight font-semibold break-words">{name}</p>
      {company && <p className="text-ink-soft">{company}</p>}
      <p className="figures mt-0.5 text-ink-soft">{number}</p>
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
