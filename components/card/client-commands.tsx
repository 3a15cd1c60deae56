"use client";

import {
  CalendarPlus,
  type LucideIcon,
  UserRoundCog,
  UserRoundSearch,
  UserRoundX,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useLiveCalls } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/page";
import { type Pick, PickDialog } from "#components/ui/pick-dialog";
import type { CallView, OfferedOutcome } from "#lib/calls/call-view";
import { findContactsAction } from "#lib/card/actions";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { useAnswer } from "../ui/use-action";
import { CallbackDialog, HandOverDialog } from "./client-dialogs";
import { TransferDialog } from "./transfer-dialog";
import { useChooseContact } from "./use-choose-contact";

/** What one key does for the client on the line: C, H, and A where it is to be said who that is. */
export function ClientCommands({ call }: { call: CallView }) {
  const t = useTranslations("card");
  const { contact } = call;
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-1.5">
      <Action call={call} what="choose" letter="A" icon={contact ? UserRoundX : UserRoundSearch}>
        {contact ? t("choose.action") : t("choose.attachAction")}
      </Action>
      {isCallable(call) && (
        <Action call={call} what="callback" letter="C" icon={CalendarPlus}>
          {t("callback.action")}
        </Action>
      )}
      {contact && (
        <Action call={call} what="hand-over" letter="H" icon={UserRoundCog}>
          {t("handOver.action")}
        </Action>
      )}
    </div>
  );
}

/** Whether the client can be called back: by a contact's number, or by the one that they show. */
export function isCallable({ contact, clientNumber }: CallView): boolean {
  return contact !== null || !isHiddenNumber(clientNumber.raw);
}

interface ActionProps extends Ask {
  letter: string;
  icon: LucideIcon;
  children: ReactNode;
}

/** As wide as its neighbours, its words below: all stand in one row, in the longest language too. */
function Action({ letter, icon: Icon, children, ...ask }: ActionProps) {
  const open = useAsk();
  return (
    <Button
      size="sm"
      title={letter}
      aria-haspopup="dialog"
      data-key={`Key${letter}`}
      aria-keyshortcuts={letter.toLowerCase()}
      onClick={() => open(ask)}
      className="h-auto! min-w-0 flex-col justify-start! gap-1! px-1! py-1 text-xs! max-sm:px-0.5! whitespace-normal!"
    >
      <span aria-hidden className="flex items-center gap-1.5">
        <Icon className="size-4" />
        <span className="contents max-sm:hidden">
          <Kbd>{letter}</Kbd>
        </span>
      </span>
      <span className="max-w-full wrap-anywhere max-sm:text-[0.65625rem] max-sm:tracking-tight">
        {children}
      </span>
    </Button>
  );
}

/** What is to be said or done about a call or its client. */
export interface Ask {
  what: "callback" | "hand-over" | "choose" | "transfer";
  call: CallView;
  /** The outcome that asks when to call; it is chosen with the callback. */
  outcome?: OfferedOutcome;
}

const Context = createContext<(ask: Ask) => void>(() => undefined);
/** Opens the dialog above all cards. */
export const useAsk = () => useContext(Context);
export const AskContext = Context;

interface ClientDialogsProps {
  ask: Ask | null;
  /** @param words say what was promised, to whoever says more */
  onPromised: (ask: Ask & { outcome: OfferedOutcome }, words: string) => void;
  onClose: () => void;
}

/**
 * Stands beside the cards, not in one: when the talk ends, its card becomes a strip, and what somebody
 * is typing about it stays.
 */
export function ClientDialogs({ ask, onPromised, onClose }: ClientDialogsProps) {
  const live = useLiveCalls();
  if (!ask) return null;
  const call = live.get(ask.call.id) ?? ask.call;
  const { contact } = call;
  if (ask.what === "choose") return <ChooseContactDialog call={call} onClose={onClose} />;
  if (ask.what === "transfer") return <TransferDialog call={call} onClose={onClose} />;
  if (ask.what === "hand-over") {
    return contact && <HandOverDialog contact={contact} onClose={onClose} />;
  }
  const name = contact?.name ?? formatPhoneNumber(call.clientNumber);
  const { outcome } = ask;
  return (
    <CallbackDialog
      client={{ callId: call.id }}
      name={name}
      {...(outcome && { onPromised: (words) => onPromised({ ...ask, outcome }, words) })}
      onClose={onClose}
    />
  );
}

/** Stands for "none of those we have". */
const nobody = "nobody";

/** Whose a call is: somebody typed, one of those who share the number, or nobody we know. */
function ChooseContactDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const t = useTranslations("card.choose");
  const [typed, setTyped] = useState("");
  const { found, waiting } = useFoundContacts(typed);
  const { choose, number } = useChooseContact(call);
  const { contact, candidates } = call;

  const others: Pick[] = [
    ...candidates
      .filter(({ id }) => id !== contact?.id)
      .map(({ id, name, company }) => ({ id, name, detail: company })),
    ...(candidates.length > 0 ? [{ id: nobody, name: t("nobody") }] : []),
  ];
  const picks: Pick[] =
    typed.trim() === ""
      ? others
      : found
          .filter(({ id }) => id !== contact?.id)
          .map(({ id, name, company, number }) => ({
            id,
            name,
            detail: [company, number && formatPhoneNumber(number)].filter(Boolean).join(" · "),
          }));

  function pick(id: string) {
    const picked = id === nobody ? null : (picks.find((one) => one.id === id) ?? null);
    choose(picked, onClose);
  }

  return (
    <PickDialog
      title={contact ? t("notThem", { name: contact.name }) : t("attach", { number })}
      label={t("label")}
      none={typed.trim() === "" ? t("hint") : t("none")}
      typed={typed}
      onTyped={setTyped}
      picks={picks}
      waiting={waiting}
      onPick={pick}
      onClose={onClose}
    />
  );
}

/** Somebody types on: what is between two keys is not worth a question, in ms. */
const pause = 120;

/** @returns the contacts that fit what was typed; `waiting` until they do */
function useFoundContacts(typed: string) {
  const q = typed.trim();
  const { answer, refused, waiting } = useAnswer(q || null, () => findContactsAction({ q }), pause);
  return { found: refused ? [] : (answer?.data ?? []), waiting };
}
