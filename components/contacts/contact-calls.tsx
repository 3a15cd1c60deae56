"use client";

import { PhoneCall } from "lucide-react";
import { useTranslations } from "next-intl";
import { CallsTable } from "#components/calls/calls-table";
import { useLiveCalls } from "#components/live/live-provider";
import { EmptyState } from "#components/ui/page";
import type { CallView } from "#lib/realtime/events";

/** The team's calls with a contact, those under way included. */
export function ContactCalls({ contactId, calls }: { contactId: string; calls: CallView[] }) {
  const t = useTranslations("contacts");
  const live = useLiveCalls();
  const any = calls.length > 0 || [...live.values()].some((call) => call.contact?.id === contactId);
  return (
    <section aria-label={t("calls")} className="min-w-0">
      {any ? (
        <CallsTable calls={calls} accepts={{ contactId }} showContact={false} />
      ) : (
        <div className="rounded-xl border border-line bg-surface">
          <EmptyState icon={PhoneCall} title={t("noCalls.title")} text={t("noCalls.text")} />
        </div>
      )}
    </section>
  );
}
