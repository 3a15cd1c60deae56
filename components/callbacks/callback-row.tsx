"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { PhoneLink } from "#components/numbers/phone-link";
import { Badge } from "#components/ui/badge";
import { Link } from "#components/ui/link";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { deadline, shownFrom } from "./use-queue";
import { CallbackButtons } from "./callback-buttons";
import { CallbackReasons } from "./callback-reasons";
import { ClockTime, useDurationWords } from "./times-in-words";
import { useCallbackCommands, whoIs } from "./use-callback-commands";

interface CallbackRowProps {
  callback: CallbackView;
  now: number;
  /** One row of the list is reached by Tab, the others by arrows. */
  reachable: boolean;
}

/** One client: how long they wait, who they are, why, and what can be done. Enter calls. */
export function CallbackRow({ callback, now, reachable }: CallbackRowProps) {
  const commands = useCallbackCommands(callback);

  return (
    <li
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list is one stop, moved through by arrows
      tabIndex={reachable ? 0 : -1}
      data-callback={callback.id}
      className="grid items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2.5 last:border-0 hover:bg-hover focus-visible:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent sm:grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,1.4fr)_auto]"
    >
      <CallbackWait callback={callback} now={now} />
      <div className="min-w-0">
        <Client callback={callback} />
        <span data-call className="block">
          <PhoneLink
            number={callback.number}
            {...(callback.contact && { contactId: callback.contact.id })}
            beforeCall={commands.claim}
          />
        </span>
      </div>
      <CallbackReasons callback={callback} />
      <CallbackButtons callback={callback} now={now} commands={commands} />
    </li>
  );
}

function Client({ callback }: { callback: CallbackView }) {
  const t = useTranslations("callbacks");
  const { contact, lead, number } = callback;
  if (contact) {
    return (
      <p className="truncate">
        <Link href={`/contacts/${contact.id}`} className="font-medium hover:underline">
          {contact.name}
        </Link>
        {contact.company && <span className="text-ink-soft"> · {contact.company}</span>}
      </p>
    );
  }
  const known = new URLSearchParams({
    phone: number.e164 ?? number.raw,
    ...(lead?.name && { name: lead.name }),
  });
  return (
    <p className="truncate">
      <span className="font-medium">{lead?.name ?? t("unknown")}</span>
      {" · "}
      <Link
        href={`/contacts/new?${known}`}
        aria-label={t("createContactNamed", { who: whoIs(callback) })}
        className="text-sm text-accent hover:underline"
      >
        {t("createContact")}
      </Link>
    </p>
  );
}

/** How long they have waited, and whether that is too long; of a later one, when it is its turn. */
function CallbackWait({ callback, now }: { callback: CallbackView; now: number }) {
  const t = useTranslations("callbacks");
  const words = useDurationWords();
  const from = shownFrom(callback);
  if (from > now) {
    return (
      <p className="text-sm font-medium">
        <ClockTime iso={new Date(from).toISOString()} />
      </p>
    );
  }
  const left = deadline(callback) - now;
  // Who was promised a later time and calls before waits since that call.
  const since = Math.min(
    ...[callback.waitingSince, callback.missed?.at].flatMap((at) => (at ? Date.parse(at) : [])),
  );
  return (
    <div className="flex items-center gap-2 sm:block" data-over-target={left < 0}>
      <p className="figures font-medium">
        <span className="sr-only">{t("waits")} </span>
        {words(now - since)}
      </p>
      {left < 0 ? (
        <Badge tone="missed">
          <TriangleAlert aria-hidden className="size-3" />
          {t("overTarget")}
        </Badge>
      ) : (
        <p className="figures text-xs text-ink-soft">{t("targetIn", { time: words(left) })}</p>
      )}
    </div>
  );
}
