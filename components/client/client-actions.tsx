"use client";

import { CalendarPlus, UserRoundCog, UserRoundSearch, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import type { CallView } from "#lib/realtime/events";
import { useAsk, type Ask } from "./client-dialogs";

/** What one key does for the client on the line: C, H, and A where it is to be said who that is. */
export function CallClientActions({ call }: { call: CallView }) {
  const t = useTranslations("client");
  const { contact } = call;
  const ChooseIcon = contact ? UserRoundX : UserRoundSearch;
  return (
    <div className="flex flex-wrap gap-1.5">
      <Action call={call} what="choose" letter="A">
        <ChooseIcon aria-hidden className="size-3.5" />
        {contact ? t("choose.action") : t("choose.attachAction")}
      </Action>
      {(contact ?? call.clientNumber.raw) && (
        <Action call={call} what="callback" letter="C">
          <CalendarPlus aria-hidden className="size-3.5" />
          {t("callback.action")}
        </Action>
      )}
      {contact && (
        <Action call={call} what="hand-over" letter="H">
          <UserRoundCog aria-hidden className="size-3.5" />
          {t("handOver.action")}
        </Action>
      )}
    </div>
  );
}

function Action({ letter, children, ...ask }: Ask & { letter: string; children: ReactNode }) {
  const open = useAsk();
  return (
    <Button
      size="sm"
      title={letter}
      aria-haspopup="dialog"
      data-key={`Key${letter}`}
      aria-keyshortcuts={letter.toLowerCase()}
      onClick={() => open(ask)}
    >
      {children}
    </Button>
  );
}
