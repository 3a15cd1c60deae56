"use client";

import { ChevronDown, ChevronUp, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useConnections } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import type { CallView } from "#lib/calls/call-view";
import { useLineWords } from "../calls/line-words";
import { chooseScriptOpen, isScriptOpen } from "./script-open";

interface LineAndScriptProps {
  call: CallView;
  /** What is read out on the line; null: nothing. */
  script: string | null;
}

/** Which line or connection the call comes through and, behind it, what is read out on it: opened by a click or S. */
export function LineAndScript({ call, script }: LineAndScriptProps) {
  const t = useTranslations("card");
  const id = useId();
  const [open, setOpen] = useState(isScriptOpen);
  if (script === null) return <Through call={call} />;
  const Chevron = open ? ChevronUp : ChevronDown;

  function turn() {
    setOpen(!open);
    chooseScriptOpen(!open);
  }
  return (
    <div className="flex flex-col gap-1">
      {/* As high as without a script: nothing moves when it comes. */}
      <div className="flex h-4 items-center justify-between gap-2">
        <Through call={call} brief />
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          data-key="KeyS"
          aria-keyshortcuts="s"
          title="S"
          onClick={turn}
          className="-mr-2 text-accent"
        >
          <ScrollText aria-hidden className="size-3.5" />
          {t("script")}
          <Chevron aria-hidden className="size-3.5" />
        </Button>
      </div>
      {open && (
        <div
          id={id}
          // What scrolls must be reached by key.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={t("script")}
          className="max-h-36 shrink-0 overflow-y-auto rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-line wrap-anywhere"
        >
          {script}
        </div>
      )}
    </div>
  );
}

/** @param props.brief in one line, however little room there is */
function Through({ call, brief = false }: { call: CallView; brief?: boolean }) {
  const t = useTranslations("card");
  const connections = useConnections();
  const connection = connections.find((connection) => connection.slug === call.connection);
  const words = useLineWords()(call);
  return (
    <p className={`flex min-w-0 gap-x-2 text-xs text-ink-soft ${brief ? "" : "flex-wrap"}`}>
      <span title={words} className={brief ? "truncate" : "wrap-anywhere"}>
        {words}
      </span>
      {connection?.simulator && <span className="font-medium text-ringing">{t("simulated")}</span>}
    </p>
  );
}
