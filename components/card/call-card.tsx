"use client";

import { UserPlus, UserRound, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { RoutingNote } from "#components/calls/call-state";
import { usePersonName } from "#components/live/live-provider";
import { AboutClient } from "#components/templates/about-client";
import { CallNoteField } from "#components/timeline/notes/call-note";
import { StatusDot } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import type { CallView } from "#lib/calls/call-view";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { CallControls } from "./call-controls";
import { cardTones, directionIcons, pastIcons, toneLooks } from "./card-looks";
import { CardWho } from "./card-who";
import { isFarewell, type CardModel } from "../live/cards";
import { ClientCommands } from "./client-commands";
import { ClientFactLines } from "./client-facts";
import { HandedOver } from "./handed-over";
import { LineAndScript } from "./line-and-script";
import { useCallContext } from "./use-call-context";
import { useElapsed } from "./use-elapsed";
import { useLeaving } from "./use-leaving";

interface CallCardProps {
  card: CardModel;
  onDismiss: () => void;
  /** A farewell has been on screen for long enough. */
  onLeave: () => void;
}

export function CallCard({ card, onDismiss, onLeave }: CallCardProps) {
  const t = useTranslations("card");
  const personName = usePersonName();
  const { call, state, takenBy } = card;
  const number = formatPhoneNumber(call.clientNumber) || t("hiddenNumber");
  // For whoever measures: when this card was first drawn, on the wall clock.
  const [shownAt] = useState(() => Math.round(performance.timeOrigin + performance.now()));

  // Nobody is interrupted in the middle of a word: what they typed on would be keys of the page.
  const [noting, setNoting] = useState(false);
  const leaves = isFarewell(card) && !noting;
  useLeaving(leaves, onLeave);
  // Whose page is open: it says all that the card would.
  const isOpen = usePathname() === `/contacts/${call.contact?.id}`;

  const tone = cardTones[state];
  const { edge, text } = toneLooks[tone];
  const Icon = pastIcons[state] ?? directionIcons[call.direction];
  const who = takenBy && (personName(takenBy.userId) ?? takenBy.extension);
  const words = who ? t("takenBy", { who }) : t(`states.${state}`);
  return (
    <section
      aria-label={t(`regions.${call.direction === "outgoing" ? "outgoing" : "incoming"}`, {
        number,
      })}
      tabIndex={-1}
      data-card
      data-call-id={call.id}
      data-state={state}
      data-shown-at={shownAt}
      className={`${leaves ? "farewell" : "card-in"} pointer-events-auto relative flex min-h-40 flex-col overflow-x-hidden overflow-y-auto rounded-xl bg-raised pb-4 shadow-pop`}
    >
      <span aria-hidden className={`absolute inset-y-0 left-0 w-1 ${edge}`} />
      <div className="flex shrink-0 flex-col gap-3 pt-4 pr-4 pl-5">
        <div className="flex items-center gap-2 text-sm">
          <StatusDot tone={tone} pulsing={state === "ringing"} />
          <Icon aria-hidden className={`size-4 ${text}`} />
          <span className={`font-semibold ${text}`}>{words}</span>
          {state === "active" && call.answeredAt && <CardTimer since={call.answeredAt} />}
          <span className="flex-1" />
          <button
            type="button"
            aria-label={t("dismiss")}
            title={t("dismissHint")}
            onClick={onDismiss}
            className="-my-1 -mr-1 rounded-md p-1.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        <CardWho call={call} number={number} />
      </div>
      {/* Where there is little room this scrolls: who calls, and what one can do, stay in sight. */}
      <div className="flex min-h-5 flex-col gap-3 overflow-y-auto more-beyond pt-3 [--under:var(--raised)] pr-4 pl-5 empty:hidden">
        {leaves ? (
          !isOpen && <LineAndScript call={call} script={null} />
        ) : (
          <WhoIsOnTheLine call={call} brief={isOpen} />
        )}
        {call.routing && (
          <p className="text-xs text-ink-soft">
            <RoutingNote routing={call.routing} />
          </p>
        )}
        {!leaves && (
          <div onFocus={() => setNoting(true)} onBlur={() => setNoting(false)}>
            <AboutClient client={call.contact}>
              <CallNoteField callId={call.id} />
            </AboutClient>
          </div>
        )}
      </div>
      <div className="flex shrink-0 flex-col gap-3 pt-3 pr-4 pl-5 empty:hidden">
        {state !== "elsewhere" && !isOpen && <CardActions call={call} />}
        {!leaves && (
          <>
            <ClientCommands call={call} />
            <CallControls call={call} />
          </>
        )}
      </div>
    </section>
  );
}

/** @param props.brief what the page says already is left out */
function WhoIsOnTheLine({ call, brief }: Pick<CardModel, "call"> & { brief: boolean }) {
  const context = useCallContext(call);
  const script = context?.script ?? null;
  return (
    <>
      <HandedOver call={call} context={context} />
      {!brief && <ClientFactLines context={context} known={call.contact !== null} />}
      {(script !== null || !brief) && <LineAndScript call={call} script={script} />}
    </>
  );
}

/** The one thing to do next, as big as a thumb. */
function CardActions({ call }: { call: CallView }) {
  const t = useTranslations("card");
  if (call.contact) {
    return (
      <Button variant="primary" size="lg" asChild>
        <Link href={`/contacts/${call.contact.id}`}>
          <UserRound aria-hidden className="size-4" />
          {t("openContact")}
        </Link>
      </Button>
    );
  }
  if (call.candidates.length > 0 || isHiddenNumber(call.clientNumber.raw)) return null;
  return (
    <Button variant="primary" size="lg" asChild>
      <Link href={newContactHref(call)}>
        <UserPlus aria-hidden className="size-4" />
        {t("createContact")}
      </Link>
    </Button>
  );
}

/** How long they have been talking. Not a live region: nobody wants it read out every second. */
function CardTimer({ since }: { since: string }) {
  return (
    <span role="timer" aria-live="off" className="figures font-semibold text-talking">
      {useElapsed(since)}
    </span>
  );
}

/** A new contact that has the caller's number, and this call. */
export function newContactHref(call: CallView): string {
  const phone = call.clientNumber.e164 ?? call.clientNumber.raw;
  const { name, company } = call.clientCard ?? {};
  const known = { ...(name && { name }), ...(company && { company }) };
  return `/contacts/new?${new URLSearchParams({ phone, call: call.id, ...known })}`;
}
