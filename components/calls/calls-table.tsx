"use client";

import { ArrowDownLeft, ArrowUpRight, CirclePlay, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { useLiveCalls, useMyRole } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Button } from "#components/ui/button";
import { Dotted } from "#components/ui/dotted";
import { Link } from "#components/ui/link";
import { PastMoment } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { silencesOf, type Telephones } from "#lib/calls/call-silence";
import type { CallView } from "#lib/calls/call-view";
import { useDuration } from "../ui/use-duration";
import { Player } from "./recordings/recording";
import { useExtensionName } from "./extension-name";
import { Handovers } from "./handovers";
import { journalRows } from "./journal-rows";
import { isMissed, RoutingNote } from "./call-state";
import { useLineWords } from "./line-words";
import { CallResult } from "./put-right";
import { SilenceMark, Silences } from "./silences";

const icons = { incoming: ArrowDownLeft, outgoing: ArrowUpRight, internal: Repeat } as const;

/** Which columns there is room for; what has no column of its own stands below the name. */
const room = {
  when: "hidden @min-[44rem]:table-cell",
  number: "hidden @min-[54rem]:table-cell",
  line: "hidden @min-[66rem]:table-cell",
};

interface CallsTableProps {
  calls: CallView[];
  /** Whether calls that have come since belong into the list: not on later pages. */
  takesNew?: boolean;
  /** Whether this person may keep recordings as files. */
  mayDownload: boolean;
  /** For administrators: who can be rung where. */
  telephones?: Telephones;
}

/** The journal, live: rows change while the calls do. */
export function CallsTable({ calls, takesNew = false, mayDownload, telephones }: CallsTableProps) {
  const t = useTranslations("calls");
  const live = useLiveCalls();
  const rows = journalRows(calls, live, { takesNew });
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header className="w-10">
            <span className="sr-only">{t("columns.direction")}</span>
          </Header>
          <Header>{t("columns.contact")}</Header>
          <Header className={room.number}>{t("columns.number")}</Header>
          <Header>{t("columns.state")}</Header>
          <Header className={room.when}>{t("columns.when")}</Header>
          <Header className={`text-right ${room.when}`}>{t("columns.duration")}</Header>
          <Header className={room.line}>{t("columns.line")}</Header>
        </tr>
      </thead>
      <tbody>
        {rows.map((call) => (
          <CallRow key={call.id} call={call} mayDownload={mayDownload} telephones={telephones} />
        ))}
      </tbody>
    </Table>
  );
}

interface CallRowProps extends Pick<CallsTableProps, "mayDownload" | "telephones"> {
  call: CallView;
}

function CallRow({ call, mayDownload, telephones }: CallRowProps) {
  const t = useTranslations("calls");
  const [listening, setListening] = useState(false);
  const [asksWhy, setAsksWhy] = useState(false);
  const silences = telephones ? silencesOf(call, telephones) : [];
  const why = asksWhy && silences.length > 0;
  const duration = useDuration();
  const missed = isMissed(call);
  const Icon = icons[call.direction];
  const lineWords = useLineWords();
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
      <Row className={listening || why ? "border-0" : undefined}>
        <Cell className="pr-0 max-sm:pl-2!">
          <Icon
            role="img"
            aria-label={t(`directions.${call.direction}`)}
            className={`size-4 ${missed ? "text-missed" : "text-ink-soft"}`}
          />
        </Cell>
        <Cell className="max-w-44 truncate font-medium max-sm:max-w-40 max-sm:px-2! @min-[66rem]:max-w-64">
          <Contact call={call} />
          <span className="block font-normal @min-[54rem]:hidden">
            <Number call={call} />
          </span>
          <span className="block text-sm font-normal whitespace-normal text-ink-soft @min-[44rem]:hidden">
            <Dotted>
              <PastMoment iso={call.startedAt} />
              {call.talkSeconds ? duration(call.talkSeconds) : null}
            </Dotted>
          </span>
        </Cell>
        <Cell className={room.number}>
          <Number call={call} />
        </Cell>
        <Cell className="max-sm:px-2!">
          <span className="flex flex-wrap items-center gap-1">
            <CallResult call={call} />
            <span className="inline-flex items-center gap-1">
              <Talkers call={call} />
              {recording}
            </span>
            <SilenceMark places={silences} open={why} onToggle={() => setAsksWhy(!asksWhy)} />
          </span>
          <Handovers call={call} className="max-w-64 py-0.5 text-xs" />
          {call.routing && (
            <span className="block max-w-64 min-w-40 py-0.5 text-xs text-ink-soft">
              <RoutingNote routing={call.routing} />
            </span>
          )}
        </Cell>
        <Cell className={`text-ink-soft ${room.when}`}>
          <PastMoment iso={call.startedAt} />
        </Cell>
        <Cell className={`figures text-right whitespace-nowrap ${room.when}`}>
          {call.talkSeconds ? duration(call.talkSeconds) : <span className="text-ink-soft">–</span>}
        </Cell>
        <Cell className={`max-w-48 truncate text-ink-soft ${room.line}`}>{lineWords(call)}</Cell>
      </Row>
      {(listening || why) && (
        <tr className="border-b border-line last:border-0">
          <td colSpan={7} className="px-3 pb-2">
            {why && <Silences places={silences} />}
            {listening && <Player callId={call.id} mayDownload={mayDownload} />}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** Who talked, or called in vain, be it an extension without a person: for those who see the calls of others. */
function Talkers({ call }: { call: CallView }) {
  const nameOf = useExtensionName();
  const isOwn = useMyRole() === "sales";
  if (isOwn) return null;
  const heard = call.legs.filter(({ answeredAt }) => call.direction === "outgoing" || answeredAt);
  const names = new Set(heard.map(nameOf));
  if (names.size === 0) return null;
  return <span className="text-sm text-ink-soft">{[...names].join(", ")}</span>;
}

function Number({ call }: { call: CallView }) {
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
