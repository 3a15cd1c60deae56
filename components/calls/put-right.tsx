"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe, useMyRole } from "#components/live/live-provider";
import type { CallView } from "#lib/calls/call-view";
import { mayPutRight } from "#lib/calls/outcomes/may-put-right";
import { laterComponent } from "../ui/later";
import { CallOutcome, CallState, useOutcomeWords } from "./call-state";

const PutRightDialog = laterComponent(() =>
  import("./put-right-dialog").then((module) => module.PutRightDialog),
);

/** How a call went: what it gave, and what the line did where that is not said by it. */
export function CallResult({ call }: { call: CallView }) {
  const isSaid = call.outcome !== null && call.disposition === "answered";
  return (
    <>
      {!isSaid && <CallState call={call} />}
      <OutcomeToPutRight call={call} />
    </>
  );
}

/** What a call gave; whoever may put that right does so by a click on it, the note included. */
export function OutcomeToPutRight({ call }: { call: CallView }) {
  const t = useTranslations("calls.putRight");
  const words = useOutcomeWords();
  const { userId } = useMe();
  const role = useMyRole();
  const [open, setOpen] = useState(false);
  if (!mayPutRight({ id: userId, role }, call)) return <CallOutcome call={call} />;
  const said = call.outcome && words(call.outcome);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={said ? t("change", { outcome: said }) : t("add")}
        title={t("title")}
        onClick={() => setOpen(true)}
        className={`inline-flex h-6 min-w-6 max-w-full items-center gap-1 overflow-hidden rounded px-1.5 text-xs font-medium whitespace-nowrap ${
          said
            ? "bg-accent-soft text-accent hover:underline"
            : "justify-center text-ink-soft hover:bg-hover hover:text-ink"
        }`}
      >
        {said ? (
          <span className="truncate">{said}</span>
        ) : (
          <Pencil aria-hidden className="size-3.5" />
        )}
      </button>
      {open && <PutRightDialog call={call} onClose={() => setOpen(false)} />}
    </>
  );
}
