"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useColleagues } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import type { HandOverSpan, HeldWork } from "#lib/contacts/held-work";
import {
  disablePersonAction,
  heldWorkAction,
  undoDisableAction,
} from "#lib/contacts/leaver-actions";
import { answerOf, useAction, useAnswer } from "../ui/use-action";
import { toast, undoable } from "../ui/toast";

interface DisableDialogProps {
  person: { id: string; name: string };
  onClose: () => void;
}

/** Asks before somebody's account ends: what they hold, and who goes on with it. */
export function DisableDialog({ person, onClose }: DisableDialogProps) {
  const t = useTranslations("access.leave");
  const common = useTranslations("common");
  const held = useAnswer(person.id, (id) => heldWorkAction({ id })).answer?.data ?? null;
  const colleagues = useColleagues().filter(({ id }) => id !== person.id);
  const [handTo, setHandTo] = useState("");
  const { busy, disable } = useDisable(person, onClose);
  const holdsNothing = held !== null && held.clients + held.callbacks + held.promises === 0;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: person.name })}
      description={t("text")}
      closeLabel={common("close")}
    >
      <div className="flex flex-col gap-4">
        <Holdings held={held} />
        {!holdsNothing && (
          <Field label={t("handTo")} help={t("handToHelp")}>
            <Select value={handTo} onChange={(event) => setHandTo(event.target.value)}>
              <option value="">{t("nobody")}</option>
              {colleagues.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            disabled={busy || held === null}
            aria-busy={busy}
            onClick={() => disable(handTo || null)}
          >
            {t("disable")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** As high before it is known as after. */
function Holdings({ held }: { held: HeldWork | null }) {
  const t = useTranslations("access.leave");
  const kinds = ["clients", "callbacks", "promises"] as const;
  return (
    <dl aria-busy={held === null} className="grid grid-cols-3 gap-3">
      {kinds.map((kind) => (
        <div key={kind} className="rounded-lg bg-sunken px-3 py-2">
          <dt className="text-xs text-ink-soft">{t(kind)}</dt>
          <dd className="figures text-lg font-semibold">{held ? held[kind] : "…"}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Ends the account, says so, and offers the way back. */
function useDisable(person: DisableDialogProps["person"], onClose: () => void) {
  const t = useTranslations("people");
  const leave = useTranslations("access.leave");
  const common = useTranslations("common");
  const { run, busy } = useAction(disablePersonAction);
  const { id, name } = person;

  async function takeBack(handTo: string | null, span: HandOverSpan) {
    const result = await answerOf(undoDisableAction({ id, handTo, span }));
    if (result.ok) toast.success(t("enabledToast", { name }));
    else toast.error(common("failed"));
  }

  function disable(handTo: string | null) {
    run(
      { id, handTo },
      {
        onDone({ span, refused }) {
          toast.success(t("disabledToast", { name }), {
            duration: undoable,
            action: { label: leave("undo"), onClick: () => void takeBack(handTo, span) },
          });
          if (refused > 0) toast.error(leave("refused", { count: refused }));
          onClose();
        },
        onRefused({ code }) {
          const key = `errors.${code}` as "errors.last-admin";
          toast.error(t.has(key) ? t(key) : common("failed"));
        },
      },
    );
  }
  return { busy, disable };
}
