"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { cardOf } from "../live/cards";
import { whoIs } from "../live/who-is";

/** Asks the person, where there is a reason to; null while nothing stands on the page that could. */
let ask: (() => Promise<boolean>) | null = null;

/** @returns whether the person wants another call, should they be on one */
export const isSure = (): Promise<boolean> => ask?.() ?? Promise.resolve(true);

interface Question {
  /** With whom they are on a call. */
  who: string;
  answer: (sure: boolean) => void;
}

/** Asks whoever is on a call before their page calls somebody else. What merely rings does not count. */
export function SecondCall() {
  const t = useTranslations("calls");
  const common = useTranslations("common");
  const { userId } = useMe();
  const calls = useLiveCalls();
  const [question, setQuestion] = useState<Question | null>(null);

  const onAsk = useEffectEvent(async () => {
    const talk = [...calls.values()].find((call) => cardOf(call, userId)?.state === "active");
    if (!talk) return true;
    const who = whoIs(talk) || t("hiddenNumber");
    return new Promise<boolean>((answer) => setQuestion({ who, answer }));
  });
  useEffect(() => {
    ask = () => onAsk();
    return () => {
      ask = null;
    };
  }, []);

  function answer(sure: boolean) {
    setQuestion(null);
    question?.answer(sure);
  }
  return (
    <Dialog
      open={question !== null}
      onOpenChange={() => answer(false)}
      title={t("second.title", { who: question?.who ?? "" })}
      closeLabel={common("close")}
    >
      {/* The first has the focus: Enter pressed twice calls nobody. */}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => answer(false)}>{common("cancel")}</Button>
        <Button variant="primary" onClick={() => answer(true)}>
          {t("second.call")}
        </Button>
      </div>
    </Dialog>
  );
}
