"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";

interface UnsavedQuestionProps {
  onStay: () => void;
  onLeave: () => void;
}

/** Before what somebody has typed is lost: whether they mean it. Enter and Escape stay. */
export function UnsavedQuestion({ onStay, onLeave }: UnsavedQuestionProps) {
  const t = useTranslations("common.unsaved");
  return (
    <div
      role="alertdialog"
      aria-label={t("question")}
      className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 rounded-lg border border-line bg-ringing-soft px-3 py-2"
    >
      <p className="font-medium">{t("question")}</p>
      <div className="flex flex-wrap gap-2">
        {/* It stands in for what somebody was about to do by key. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Button size="sm" variant="primary" autoFocus onClick={onStay}>
          {t("stay")}
        </Button>
        <Button size="sm" onClick={onLeave}>
          {t("leave")}
        </Button>
      </div>
    </div>
  );
}
