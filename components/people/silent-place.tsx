"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { assignExtensionsAction, dismissRingAction } from "#lib/people/people-actions";
import { passing, type SilentPlace } from "#lib/people/ring-places";
import { laterComponent } from "../ui/later";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

const PickColleagueDialog = laterComponent(() =>
  import("./colleagues").then((module) => module.PickColleagueDialog),
);

/** Why no card came of a ring there, in one sentence. */
export function useSilenceWords(): (place: SilentPlace) => string {
  const t = useTranslations("rings.why");
  return ({ silence, extension, line, person }) =>
    t(silence === "line" && line === null ? "no-line" : silence, {
      extension: extension ?? "",
      line: line ?? "",
      name: person?.name ?? "",
    });
}

/** What an administrator does about it: gives the extension to somebody, or wants to hear no more of it. */
export function SilentPlaceCommands({ place }: { place: SilentPlace }) {
  const t = useTranslations("rings");
  const tMatch = useTranslations("connections.match");
  const router = useRouter();
  const [choosing, setChoosing] = useState(false);
  const giving = useAction(assignExtensionsAction);
  const dismissal = useAction(dismissRingAction);
  const { connectionId, extension, line, silence } = place;

  function give(userId: string, name: string) {
    setChoosing(false);
    giving.run(
      { connectionId, choices: [{ userId, extension: extension! }] },
      {
        onDone() {
          toast.success(t("given", { name, extension: extension! }));
          router.refresh();
        },
        onRefused: ({ code, values }) =>
          toast.error(code === "taken" ? tMatch("taken", values) : t("failed")),
      },
    );
  }

  function dismiss() {
    const onDone = () => router.refresh();
    dismissal.run(
      { connectionId, extension, line },
      { onDone, onRefused: () => toast.error(t("failed")) },
    );
  }

  // It passes when they come: there is nothing to be done here.
  if (passing.includes(silence)) return null;
  return (
    <span className="inline-flex flex-wrap gap-2">
      {extension !== null && (
        <Button
          size="sm"
          disabled={giving.busy}
          aria-haspopup="dialog"
          aria-label={t("giveNamed", { extension })}
          onClick={() => setChoosing(true)}
        >
          <UserPlus aria-hidden className="size-3.5" />
          {t("give")}
        </Button>
      )}
      <Button
        size="sm"
        variant="ghost"
        disabled={dismissal.busy}
        aria-label={t("dismissNamed", { place: extension ?? line ?? t("company") })}
        onClick={dismiss}
      >
        {t("dismiss")}
      </Button>
      {choosing && extension !== null && (
        <PickColleagueDialog
          title={t("giveTitle", { extension })}
          description={t("giveText")}
          onPick={(userId, name) => userId && give(userId, name)}
          onClose={() => setChoosing(false)}
        />
      )}
    </span>
  );
}
