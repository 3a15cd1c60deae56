"use client";

import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/page";
import { chooseContactAction } from "#lib/clients/client-actions";
import { useMe } from "#components/live/live-provider";
import type { CallView } from "#lib/realtime/events";
import { MatchReason } from "./match-reason";
import { rankCandidates } from "./rank-candidates";

/** Those there are keys for. */
const mostKeys = 9;

/** All who share the number: whose page to look at, and who it is, which is remembered. */
export function CandidateList({ call }: { call: CallView }) {
  const t = useTranslations("popup");
  const failed = useTranslations("client.choose")("failed");
  const me = useMe();
  const [pending, start] = useTransition();

  function choose(contactId: string) {
    start(async () => {
      const result = await chooseContactAction({ callId: call.id, contactId }).catch(() => null);
      if (!result?.ok) toast.error(failed);
    });
  }

  return (
    <ul className="mt-1 flex flex-col gap-0.5">
      {rankCandidates(call.candidates, me.userId).map(({ id, name, company, reason }, index) => (
        <li key={id} className="flex items-center gap-2">
          <Link
            href={`/contacts/${id}`}
            className="-mx-2 flex min-w-0 flex-1 items-baseline gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
          >
            <span className="min-w-0 truncate font-medium">{name}</span>
            {company && <span className="truncate text-sm text-ink-soft">{company}</span>}
            {reason && <MatchReason reason={reason} />}
          </Link>
          <Button
            size="sm"
            disabled={pending}
            {...(index < mostKeys && {
              "data-key": `Digit${index + 1}`,
              "aria-keyshortcuts": String(index + 1),
            })}
            aria-label={t("isThem", { name })}
            onClick={() => choose(id)}
          >
            {index < mostKeys && <Kbd>{index + 1}</Kbd>}
            {t("isThemShort")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
