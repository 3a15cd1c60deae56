"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { keepPromiseAction } from "#lib/callbacks/callback-actions";
import type { ClientContext } from "#lib/card/client-context";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";
import { DueTime } from "./client-facts";

/** A talk before its time, or with somebody else, has ended a promise: was that all, or does the client wait for the call? */
export function KeptPromise({ context }: { context: ClientContext | null }) {
  const t = useTranslations("card.settled");
  const { run, busy } = useAction(keepPromiseAction);
  // Who was promised another time since has been taken care of.
  if (!context?.settled || context.callback) return null;
  const { id, promisedFor } = context.settled;

  function keep() {
    run(
      { id },
      {
        onDone: () => void toast.success(t("done")),
        onRefused: () => void toast.error(t("failed")),
      },
    );
  }
  return (
    <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
      <span>{t.rich("asked", { time: () => <DueTime iso={promisedFor} /> })}</span>
      <Button size="sm" disabled={busy} onClick={keep}>
        {t("keep")}
      </Button>
    </p>
  );
}
