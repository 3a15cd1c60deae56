"use client";

import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnections, usePersonName } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Badge, type Tone } from "#components/ui/badge";
import { Dotted } from "#components/ui/dotted";
import type { SmsState, SmsView } from "#lib/sms/sms-view";
import { useSaid } from "../ui/use-said";
import { BriefFrame, EntryFrame } from "./entry-frame";

const tones: Record<SmsState, Tone> = {
  requested: "neutral",
  refused: "missed",
  sending: "accent",
  failed: "missed",
  sent: "talking",
};

/** A text message, with its state as it changes. */
export function SmsEntry({ sms }: { sms: SmsView }) {
  const t = useTranslations("sms");
  const said = useSaid();
  const personName = usePersonName();
  const connection = useConnections().find((connection) => connection.slug === sms.connection);
  return (
    <EntryFrame
      icon={MessageSquareText}
      kind={t("kind")}
      at={sms.createdAt}
      title={
        <>
          <PhoneLink number={sms.number} contactId={sms.contactId ?? undefined} />
          <Badge tone={tones[sms.state]}>{t(`states.${sms.state}`)}</Badge>
        </>
      }
    >
      <p className="break-words whitespace-pre-wrap">
        {sms.text || <span className="text-ink-soft">{t("unknownText")}</span>}
      </p>
      {sms.failure && <p className="text-sm text-missed">{said(sms.failure)}</p>}
      <p className="text-sm text-ink-soft">
        <Dotted>
          {personName(sms.userId) ?? sms.extension}
          {connection?.name ?? sms.connection}
        </Dotted>
      </p>
    </EntryFrame>
  );
}

export function BriefSms({ sms }: { sms: SmsView }) {
  const who = usePersonName()(sms.userId);
  return <BriefFrame icon={MessageSquareText} text={sms.text} who={who} at={sms.createdAt} />;
}
