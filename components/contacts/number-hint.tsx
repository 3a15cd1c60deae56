"use client";

import { useTranslations } from "next-intl";
import { countNumbersAction } from "#lib/numbers/actions";
import { useAnswer } from "../ui/use-action";

/** Fewer digits are an extension or a service number: nobody expects a caller of it. */
const fewestDigits = 7;
/** Somebody types on, in ms. */
const pause = 400;

/** What a typed number will not be understood as, before it is saved; nothing where all is well. */
export function NumberHint({ text }: { text: string }) {
  const t = useTranslations("contacts.inputs.numbers");
  const asked = text.replace(/\D/g, "").length < fewestDigits ? null : text;
  const { answer, refused } = useAnswer(asked, () => countNumbersAction({ text }), pause);
  const count = asked === null || refused ? 1 : (answer?.data.count ?? 1);
  return (
    <p role="status" className="mt-1.5 text-xs font-medium text-ringing empty:hidden">
      {count === 0 && t("notUnderstood")}
      {count > 1 && t("several", { count })}
    </p>
  );
}
