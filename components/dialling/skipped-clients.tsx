"use client";

import { useFormatter, useTranslations } from "next-intl";
import { usePersonName } from "#components/live/live-provider";
import { Link } from "#components/ui/link";
import { isCounted, type Skipped } from "#lib/dialling/dial-view";
import { clockWords } from "../callbacks/times-in-words";

/** Whom the last step could not offer, and why: whoever is done is among the progress's figures. */
export function SkippedClients({ skipped }: { skipped: readonly Skipped[] }) {
  const t = useTranslations("dialling");
  const format = useFormatter();
  const nameOf = usePersonName();
  const left = skipped.filter(({ reason }) => !isCounted(reason));
  if (left.length === 0) return null;
  const because = ({ reason, at, userId }: Skipped) =>
    t(`reasons.${reason}`, {
      name: nameOf(userId) ?? t("somebody"),
      time: at ? clockWords(format, new Date(at)) : "",
    });
  return (
    <details className="mb-4 rounded-xl border border-line bg-surface px-4 py-2 text-sm">
      <summary className="figures cursor-pointer py-1 font-medium">
        {t("skipped", { count: left.length })}
      </summary>
      <ul className="max-h-60 overflow-y-auto pb-1">
        {left.map((one) => (
          <li key={one.contactId} className="py-1">
            {one.name ? (
              <Link href={`/contacts/${one.contactId}`} className="font-medium hover:underline">
                {one.name}
              </Link>
            ) : (
              t("somebody")
            )}
            <span className="text-ink-soft">: {because(one)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
