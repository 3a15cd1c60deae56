"use client";

import { CirclePause, Moon, PhoneOff, PartyPopper } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { callAgainAction } from "#lib/dialling/actions";
import { doneOf, type DialProgress } from "#lib/dialling/dial-view";
import type { Going } from "#lib/dialling/step";
import { clockWords } from "../callbacks/times-in-words";
import { toast } from "../ui/toast";
import { useAction } from "../ui/use-action";
import type { Standing } from "./use-desk";

interface DeskNoticeProps {
  listId: string;
  standing: Exclude<Standing, "going">;
  /** When the person works again, ISO 8601. */
  opening: string | null;
  progress: DialProgress;
  roundAt: string;
  go: (to: Going["to"], from?: number | null) => void;
}

const icons = { paused: CirclePause, offHours: Moon, failed: PhoneOff } as const;

/** Why there is nobody to call: the list is through, the person pauses, or the server did not answer. */
export function DeskNotice({ standing, opening, go, ...end }: DeskNoticeProps) {
  const t = useTranslations("dialling");
  const format = useFormatter();
  const until = opening ? clockWords(format, new Date(opening)) : "";
  return (
    <div className="rounded-xl border border-line bg-surface shadow-card">
      {standing === "over" ? (
        <End go={go} {...end} />
      ) : (
        <EmptyState
          icon={icons[standing]}
          title={t(`${standing}.title`)}
          text={t(`${standing}.text`, { until })}
          action={
            <Button variant="primary" onClick={() => go("here")}>
              {t(`${standing}.action`)}
            </Button>
          }
        />
      )}
    </div>
  );
}

function End({ listId, progress, roundAt, go }: Omit<DeskNoticeProps, "standing" | "opening">) {
  const t = useTranslations("dialling.end");
  const { run, busy } = useAction(callAgainAction);
  const { size, reached, tried, passed } = progress;
  const others = size - doneOf(progress);

  function again() {
    run(
      { listId, roundAt },
      {
        onDone: () => go("next", null),
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <EmptyState
      icon={others === 0 ? PartyPopper : PhoneOff}
      title={others === 0 ? t("all", { size }) : t("rest")}
      text={[t("counts", { reached, tried, passed }), others > 0 && t("others", { count: others })]
        .filter(Boolean)
        .join(". ")}
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {tried + passed > 0 && (
            <Button variant="primary" disabled={busy} onClick={again}>
              {t("again")}
            </Button>
          )}
          {others > 0 && <Button onClick={() => go("next", null)}>{t("look")}</Button>}
        </span>
      }
    />
  );
}
