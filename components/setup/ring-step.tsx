"use client";

import { PhoneIncoming } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { SilentPlaceCommands, useSilenceWords } from "#components/people/silent-place";
import { ConnectionState } from "#components/connections/connection-state";
import { useConnections, useLiveCalls, useMe } from "#components/live/live-provider";
import { StatusDot } from "#components/ui/badge";
import { Link } from "#components/ui/link";
import type { CallView } from "#lib/calls/call-view";
import { silencesOf, type Telephones } from "#lib/calls/call-silence";
import { isUnheard } from "#lib/connections/connection-view";
import type { OwnExtension } from "#lib/people/queries";

interface RingStepProps {
  /** A call has come to this person's screen before. */
  seen: boolean;
  own: OwnExtension[];
  telephones: Telephones;
}

/** Whether a call has come to one's own screen since the page was opened. */
export function useOwnRing(): CallView | null {
  const { userId } = useMe();
  const rings = [...useLiveCalls().values()].filter(
    ({ direction, replayed, legs }) =>
      direction === "incoming" && !replayed && legs.some((leg) => leg.userId === userId),
  );
  return rings[0] ?? null;
}

/** The last step: waits for a real ring, and says what is in its way, and where others ring. */
export function RingStep({ seen, own, telephones }: RingStepProps) {
  const t = useTranslations("setup.ring");
  const ring = useOwnRing();
  const away = useConnections().some(({ state }) => state !== "online" && state !== "off");
  if (ring || seen) {
    return (
      <div className="flex flex-col gap-2 text-sm">
        <p className="text-talking">{t(away ? "rangOnly" : "rang")}</p>
        {away && <Obstacles />}
      </div>
    );
  }
  if (own.length === 0) {
    return (
      <p className="text-sm text-ringing">
        {t("noExtension")}{" "}
        <Link href="/admin/people" className="underline">
          {t("give")}
        </Link>
      </p>
    );
  }
  const numbers = own.map(({ number, connection }) => `${number} (${connection})`).join(", ");
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p role="status" className="flex items-center gap-2 font-medium">
        <StatusDot tone="ringing" pulsing />
        {t("waiting", { numbers })}
      </p>
      <Obstacles slugs={own.map(({ slug }) => slug)} />
      <OtherRings telephones={telephones} />
    </div>
  );
}

/** Why a card can't come, as far as it shows before a call. @param slugs of one's own; without them, of all in use */
function Obstacles({ slugs }: { slugs?: readonly string[] }) {
  const t = useTranslations("setup.ring");
  const { doNotDisturb } = useMe();
  const connections = useConnections().filter(({ slug, state }) =>
    slugs ? slugs.includes(slug) : state !== "off",
  );
  const troubled = connections.filter((view) => view.state !== "online" || isUnheard(view));
  return (
    <>
      {troubled.map((view) => (
        <div key={view.slug} className="flex flex-wrap items-baseline gap-x-2">
          <Link href={`/admin/connections/${view.slug}`} className="font-medium underline">
            {view.name}
          </Link>
          <ConnectionState view={view} />
        </div>
      ))}
      {doNotDisturb && <p className="text-ringing">{t("doNotDisturb")}</p>}
    </>
  );
}

/** So many of the latest are enough to see what is wrong. */
const mostShown = 3;

function OtherRings({ telephones }: { telephones: Telephones }) {
  const t = useTranslations("setup.ring");
  const format = useFormatter();
  const words = useSilenceWords();
  const calls = [...useLiveCalls().values()]
    .filter(({ direction, replayed }) => direction === "incoming" && !replayed)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, mostShown);
  return calls.map((call) => {
    const time = format.dateTime(new Date(call.startedAt), { timeStyle: "short" });
    const extensions = call.legs.map(({ extension }) => extension).join(", ");
    return (
      <div key={call.id} className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2">
        <p className="flex items-center gap-2">
          <PhoneIncoming aria-hidden className="size-3.5 shrink-0 text-ink-soft" />
          {t(extensions ? "rangAt" : "came", { extensions, time })}
        </p>
        {silencesOf(call, telephones).map((place) => (
          <p key={place.extension ?? ""} className="flex flex-wrap items-center gap-2 text-ringing">
            {words(place)}
            <SilentPlaceCommands place={place} />
          </p>
        ))}
      </div>
    );
  });
}
