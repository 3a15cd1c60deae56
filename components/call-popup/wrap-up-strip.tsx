"use client";

import { Check, ChevronDown } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PhoneLink } from "#components/phone-link";
import { Button } from "#components/ui/button";
import { formatDuration } from "#lib/duration";
import type { CallView } from "#lib/realtime/events";
import { newContactHref } from "./card-actions";
import { whoIs } from "./who-is";

interface WrapUpStripProps {
  call: CallView;
  /** What there is to say about it, below the line; null while it is folded. */
  form: ReactNode;
  onOpen: () => void;
  onDone: () => void;
  /** Folded where the screen is narrow. */
  notOnPhone: boolean;
}

/** A talk that is over, in one line with its form below, until the person is done with it. */
export function WrapUpStrip({ call, form, onOpen, onDone, notOnPhone }: WrapUpStripProps) {
  const t = useTranslations("popup");
  const { contact, clientNumber } = call;
  const who = whoIs(call) || t("hiddenNumber");
  return (
    <li
      data-wrap-up={call.id}
      tabIndex={-1}
      aria-label={t("wrapUp", { who })}
      className={`card-in pointer-events-auto rounded-lg bg-raised py-2 pr-2 pl-3 shadow-pop ${notOnPhone ? "max-sm:hidden" : ""}`}
    >
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <StripWho call={call} />
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            {clientNumber.raw ? (
              <PhoneLink number={clientNumber} contactId={contact?.id} />
            ) : (
              t("hiddenNumber")
            )}
            <span className="figures">
              {t("talked", { time: formatDuration(call.talkSeconds ?? 0) })}
            </span>
          </p>
        </div>
        {!form && (
          <>
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={false}
              aria-label={t("wrapUp", { who })}
              onClick={onOpen}
            >
              <ChevronDown aria-hidden className="size-3.5" />
            </Button>
            <Button size="sm" onClick={onDone}>
              <Check aria-hidden className="size-3.5" />
              {t("done")}
            </Button>
          </>
        )}
      </div>
      {form}
    </li>
  );
}

/** The contact, all who share the number, or the way to keep who it was. */
function StripWho({ call }: { call: CallView }) {
  const t = useTranslations("popup");
  const link = "hover:text-accent hover:underline";
  return (
    <p className="flex flex-wrap gap-x-3 font-medium">
      {call.candidates.map(({ id, name }) => (
        <Link key={id} href={`/contacts/${id}`} className={`min-w-0 truncate ${link}`}>
          {name}
        </Link>
      ))}
      {call.candidates.length === 0 && (
        <Link href={newContactHref(call)} className={`text-accent ${link}`}>
          {t("createContact")}
        </Link>
      )}
    </p>
  );
}
