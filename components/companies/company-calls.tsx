"use client";

import { PhoneCall } from "lucide-react";
import { useTranslations } from "next-intl";
import { CallsTable } from "#components/calls/calls-table";
import { EmptyState } from "#components/ui/page";
import type { CallView } from "#lib/realtime/events";

/** The last calls with a company's people, those among them that go on live. */
export function CompanyCalls({ calls, mayDownload }: { calls: CallView[]; mayDownload: boolean }) {
  const t = useTranslations("companies");
  return (
    <section aria-label={t("calls")} className="min-w-0">
      <h2 className="mb-2 font-semibold">{t("calls")}</h2>
      {calls.length > 0 ? (
        <CallsTable calls={calls} accepts="none" mayDownload={mayDownload} />
      ) : (
        <div className="rounded-xl border border-line bg-surface">
          <EmptyState icon={PhoneCall} title={t("noCalls.title")} text={t("noCalls.text")} />
        </div>
      )}
    </section>
  );
}
