"use client";

import { useTranslations } from "next-intl";
import { loudNumber, PhoneLink } from "#components/numbers/phone-link";
import { Link } from "#components/ui/link";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { type CallbackCommands, useWhoWaits } from "./use-callback-commands";

interface CallbackClientProps {
  callback: CallbackView;
  /** What goes with a call. */
  calling: CallbackCommands["calling"];
}

/** Who waits, and the number to call; a hidden one leads nowhere. Where no call is owed, they themselves are gone to. */
export function CallbackClient({ callback, calling }: CallbackClientProps) {
  const t = useTranslations("callbacks");
  const { contact, number } = callback;
  const isCall = callback.task === "call";
  const isHidden = isHiddenNumber(number.raw);
  return (
    <div className="min-w-0">
      <p data-who={isCall ? undefined : ""} className="line-clamp-2 wrap-anywhere">
        {isHidden && !contact ? (
          <span className="font-medium">{callback.lead?.name ?? t("hiddenNumber")}</span>
        ) : (
          <Names callback={callback} />
        )}
      </p>
      {!isHidden && (
        <span data-call={isCall && !callback.closed ? "" : undefined} className="block">
          <PhoneLink
            number={number}
            {...(contact && { contactId: contact.id })}
            {...(isCall && {
              ...calling,
              className: `mt-0.5 ${callback.closed ? "" : loudNumber}`,
            })}
          />
        </span>
      )}
    </div>
  );
}

/** The contact; all who share the number, as card and journal name them; or somebody to be written down. */
function Names({ callback }: { callback: CallbackView }) {
  const t = useTranslations("callbacks");
  const who = useWhoWaits()(callback);
  const { contact, candidates, sharedBy, lead, number } = callback;
  if (contact) return <ContactLink {...contact} />;
  const name = lead?.name && <span className="font-medium">{lead.name} · </span>;
  if (sharedBy > 0) {
    const isCertain = candidates.some(({ reason }) => reason?.kind === "number");
    const others = sharedBy - candidates.length;
    return (
      <>
        {name}
        {candidates.length === 0 && <span className="text-ink-soft">{t("colleagues")}</span>}
        {candidates.length > 0 && !isCertain && (
          <span className="text-ink-soft">{t("perhaps")} </span>
        )}
        {candidates.map((candidate, index) => (
          <span key={candidate.id}>
            {index > 0 && ", "}
            <ContactLink {...candidate} />
          </span>
        ))}
        {candidates.length > 0 && others > 0 && (
          <span className="text-ink-soft"> {t("othersShare", { count: others })}</span>
        )}
      </>
    );
  }
  const known = new URLSearchParams({
    phone: number.e164 ?? number.raw,
    ...(lead?.name && { name: lead.name }),
  });
  return (
    <>
      {name || <span className="font-medium">{t("unknown")} · </span>}
      <Link
        href={`/contacts/new?${known}`}
        aria-label={t("createContactNamed", { who })}
        className="text-sm text-accent hover:underline"
      >
        {t("createContact")}
      </Link>
    </>
  );
}

function ContactLink({ id, name, company }: { id: string; name: string; company: string | null }) {
  return (
    <>
      <Link href={`/contacts/${id}`} className="font-medium hover:underline">
        {name}
      </Link>
      {company && <span className="text-ink-soft"> · {company}</span>}
    </>
  );
}
