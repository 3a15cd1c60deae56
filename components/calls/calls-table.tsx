"use client";

import { ArrowDownLeft, ArrowUpRight, Repeat } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useConnections, useLiveCalls } from "#components/live/live-provider";
import { PhoneLink } from "#components/phone-link";
import { Badge, StatusDot, type Tone } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { formatDuration } from "#lib/duration";
import type { CallView } from "#lib/realtime/events";
import { withLiveCalls } from "./with-live-calls";

const icons = { incoming: ArrowDownLeft, outgoing: ArrowUpRight, internal: Repeat } as const;

interface CallsTableProps {
  calls: CallView[];
  /** Which calls not in the list belong on top of it when they are heard of; none on later pages. */
  accepts: "all" | "none" | { contactId: string };
  showContact?: boolean;
}

/** The journal, live: rows change while the calls do. */
export function CallsTable({ calls, accepts, showContact = true }: CallsTableProps) {
  const t = useTranslations("calls");
  const live = useLiveCalls();
  const rows = withLiveCalls(calls, live, (call) =>
    typeof accepts === "string" ? accepts === "all" : call.contact?.id === accepts.contactId,
  );
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header className="w-10">
            <span className="sr-only">{t("columns.direction")}</span>
          </Header>
          {showContact && <Header>{t("columns.contact")}</Header>}
          <Header className={showContact ? "hidden sm:table-cell" : ""}>
            {t("columns.number")}
          </Header>
          <Header>{t("columns.state")}</Header>
          <Header>{t("columns.when")}</Header>
          <Header className="text-right">{t("columns.duration")}</Header>
          <Header className="hidden lg:table-cell">{t("columns.line")}</Header>
        </tr>
      </thead>
      <tbody>
        {rows.map((call) => (
          <CallRow key={call.id} call={call} showContact={showContact} />
        ))}
      </tbody>
    </Table>
  );
}

function CallRow({ call, showContact }: { call: CallView; showContact: boolean }) {
  const t = useTranslations("calls");
  const missed = isMissed(call);
  const Icon = icons[call.direction];
  const connection = useConnections().find((one) => one.slug === call.connection);
  return (
    <Row>
      <Cell className="pr-0">
        <Icon
          role="img"
          aria-label={t(`directions.${call.direction}`)}
          className={`size-4 ${missed ? "text-missed" : "text-ink-soft"}`}
        />
      </Cell>
      {showContact && (
        <Cell className="max-w-64 truncate font-medium">
          <Contact call={call} />
          <span className="block font-normal sm:hidden">
            <Number call={call} />
          </span>
        </Cell>
      )}
      <Cell className={showContact ? "hidden sm:table-cell" : ""}>
        <Number call={call} />
      </Cell>
      <Cell>
        <State call={call} />
      </Cell>
      <Cell className="text-ink-soft">
        <RelativeTime iso={call.startedAt} />
      </Cell>
      <Cell className="figures text-right">
        {call.talkSeconds ? (
          formatDuration(call.talkSeconds)
        ) : (
          <span className="text-ink-soft">–</span>
        )}
      </Cell>
      <Cell className="hidden max-w-48 truncate text-ink-soft lg:table-cell">
        {[connection?.name ?? call.connection, call.trunk].filter(Boolean).join(" · ")}
      </Cell>
    </Row>
  );
}

function Number({ call }: { call: CallView }) {
  const t = useTranslations("calls");
  if (!call.clientNumber.raw) return <span className="text-ink-soft">{t("hiddenNumber")}</span>;
  return <PhoneLink number={call.clientNumber} contactId={call.contact?.id} />;
}

function Contact({ call }: { call: CallView }) {
  const t = useTranslations("calls");
  if (call.contact) {
    return (
      <Link href={`/contacts/${call.contact.id}`} className="hover:text-accent hover:underline">
        {call.contact.name}
      </Link>
    );
  }
  if (call.candidates.length > 1) {
    return (
      <span className="text-ink-soft">{call.candidates.map((one) => one.name).join(", ")}</span>
    );
  }
  return <span className="font-normal text-ink-soft">{t("unknown")}</span>;
}

function State({ call }: { call: CallView }) {
  const t = useTranslations("calls");
  if (call.state !== "ended") {
    const tones: Record<string, Tone> = {
      ringing: "ringing",
      dialling: "accent",
      active: "talking",
    };
    const tone = tones[call.state] ?? "neutral";
    return (
      <Badge tone={tone}>
        <StatusDot tone={tone} pulsing={call.state === "ringing"} />
        {t(`states.${call.state}`)}
      </Badge>
    );
  }
  if (isMissed(call)) return <Badge tone="missed">{t("missed")}</Badge>;
  return (
    <span title={call.failure ?? undefined}>
      <Badge tone={call.disposition === "failed" ? "missed" : "neutral"}>
        {t(`dispositions.${call.disposition ?? "failed"}`)}
      </Badge>
    </span>
  );
}

function isMissed(call: CallView): boolean {
  return call.state === "ended" && call.direction === "incoming" && call.disposition !== "answered";
}
