import { useTranslations } from "next-intl";
import type { CallView } from "#lib/calls/call-view";
import { chooseContactAction, undoChoiceAction } from "#lib/card/actions";
import type { FormerChoice } from "#lib/contacts/choose-contact";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { toast } from "../ui/toast";
import { answerOf, useAction } from "../ui/use-action";

/** Says whose a call is; the notice takes it back, with the number that the contact got. */
export function useChooseContact(call: CallView) {
  const t = useTranslations("card.choose");
  const card = useTranslations("card");
  const { run, busy } = useAction(chooseContactAction);
  const number = formatPhoneNumber(call.clientNumber) || card("hiddenNumber");

  async function undo(before: FormerChoice) {
    const result = await answerOf(undoChoiceAction({ callId: call.id, before }));
    if (!result.ok) toast.error(card("notUndone"));
  }

  /** @param contact null: none of those we have */
  function choose(contact: { id: string; name: string } | null, onDone?: () => void) {
    if (busy) return;
    run(
      { callId: call.id, contactId: contact?.id ?? null },
      {
        onDone({ before }) {
          const done = contact
            ? t("done", { name: contact.name, number })
            : t("doneNobody", { number });
          toast.success(done, {
            action: { label: card("undo"), onClick: () => void undo(before) },
          });
          onDone?.();
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }
  return { choose, busy, number };
}
