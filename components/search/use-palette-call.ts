import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefusalWords } from "../numbers/phone-link";
import { runPageCommand } from "../connections/page-scripts/run-page-command";
import { placeCallAction } from "#lib/calls/call-actions";
import { formatPhoneNumber, isDialable } from "#lib/numbers/phone-number";
import { answerOf } from "../ui/use-action";

export interface Callable {
  number: { raw: string; e164: string | null };
  contactId?: string;
}

/** Calls a number from the palette, which is gone by then: a toast says how the call went. */
export function usePaletteCall(): (callable: Callable) => void {
  const t = useTranslations("calls");
  const search = useTranslations("search");
  const words = useRefusalWords();
  return ({ number, contactId }) => {
    const shown = formatPhoneNumber(number);
    const raw = isDialable(number.raw) ? number.raw : (number.e164 ?? "");
    toast.promise(
      answerOf(placeCallAction({ number: raw, contactId })).then((result) => {
        if (!result.ok) throw new Error(words(result));
        if (result.data.page) runPageCommand(result.data.page);
      }),
      {
        loading: search("calling", { number: shown }),
        success: search("called", { number: shown }),
        error: (reason) => ({
          message: t("callFailed", { number: shown }),
          description: reason instanceof Error ? reason.message : undefined,
        }),
      },
    );
  };
}
