"use client";

import { ArrowDownLeft, ArrowUpRight, CirclePlay, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { useConnections, useLiveCalls } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { formatDuration } from "#lib/base/duration";
import type { CallView } from "#lib/calls/call-view";
import { Player } from "./recordings/recording";
import { CallOutcome, CallState, isMissed, RoutingNote } from "./call-state";

const icons = { incoming: ArrowDownLeft, outgoing: ArrowUpRight, internal: Repeat } as const;

interface CallsTableProps {
  calls: CallView[];
  /** Which pushed calls belong on top of the list; none on later pages. */
  accepts: "all" | "none";
  /** Whether this person may keep recordings as files. */
  mayDownload: boolean;
}

/** The journal, live: rows change while the calls do. */
export function CallsTable({ calls, accepts, mayDownload }: CallsTableProps) {
  const t = useTranslations("calls");
  const live = useLiveCalls();
  const rows = withLiveCalls(calls, live, () => accepts === "all");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header className="w-10">
            <span className="sr-only">{t("columns.direction")}</span>
          </Header>
          <Header>{t("columns.contact")}</Header>
          <Header className="hidden sm:table-cell">{t("columns.number")}</Header>
          <Header>{t("columns.state")}</Header>
          <Header>{t("columns.when")}</Header>
          <Header className="text-right">{t("columns.duration")}</Header>
          <Header className="hidden lg:table-cell">{t("columns.line")}</Header>
        </tr>
      </thead>
      <tbody>
        {rows.map((call) => (
          <CallRow key={call.id} call={call} mayDownload={mayDownload} />
        ))}
      </tbody>
    </Table>
  );
}

function CallRow({ call, mayDownload }: { call: CallView; mayDownload: boolean }) {
  const t = useTranslations("calls");
  const [listening, setListening] = useState(false);
  const missed = isMissed(call);
  const Icon = icons[call.direction];
  const connection = useConnections().find((connection) => connection.slug === call.connection);
  const recording = call.hasRecording && (
    <Button
      size="icon"
      variant="ghost"
      className="-my-0.5 size-7"
      aria-expanded={listening}
      aria-label={t("listen")}
      title={t("listen")}
      onClick={() => setListening(!listening)}
    >
      <CirclePlay aria-hidden className="size-4 text-accent" />
    </Button>
  );
  return (
    <Fragment>
      <Row className={listening ? "border-0" : undefined}>
        <Cell className="pr-0">
          <Icon
            role="img"
            aria-label={t(`directions.${call.direction}`)}
            className={`size-4 ${missed ? "text-missed" : "text-ink-soft"}`}
          />
        </Cell>
        <Cell className="max-w-64 truncate font-medium">
          <Contact call={call} />
          <span className="block font-normal sm:hidden">
            <Number call={call} />
          </span>
        </Cell>
        <Cell className="hidden sm:table-cell">
          <Number call={call} />
        </Cell>
        <Cell>
          <span className="flex flex-wrap gap-1">
            <CallState call={call} />
            <CallOutcome call={call} />
          </span>
          {call.routing && (
            <span className="block max-w-64 min-w-40 py-0.5 text-xs text-ink-soft">
              <RoutingNote routing={call.routing} />
            </span>
          )}
        </Cell>
        <Cell className="text-ink-soft">
          <RelativeTime iso={call.startedAt} />
        </Cell>
        <Cell className="figures text-right whitespace-nowrap">
          {recording}{" "}
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
      {listening && (
        <tr className="border-b border-line last:border-0">
          <td colSpan={7} className="px-3 pb-2">
            <Player callId={call.id} mayDownload={mayDownload} />
          </td>
        </tr>
      )}
    </Fragment>
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
      <span className="text-ink-soft">
        {call.candidates.map((candidate) => candidate.name).join(", ")}
      </span>
    );
  }
  return <span className="font-normal text-ink-soft">{call.clientCard?.name ?? t("unknown")}</span>;
}

/** The rows a page was served with, as they are by now, and those that have come since on top. */
function withLiveCalls(
  served: CallView[],
  live: ReadonlyMap<string, CallView>,
  accepts: (call: CallView) => boolean,
): CallView[] {
  const known = new Set(served.map(({ id }) => id));
  const current = served.map((call) => {
    const pushed = live.get(call.id);
    return pushed && pushed.version > call.version ? pushed : call;
  });
  const oldest = served.at(-1)?.startedAt ?? "";
  const come = [...live.values()]
    .filter((call) => !known.has(call.id) && call.startedAt >= oldest && accepts(call))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return [...come, ...current];
}
