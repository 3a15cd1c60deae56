import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "#lib/auth/action";
import {
  addOutcomeAction,
  archiveOutcomeAction,
  moveOutcomeAction,
  renameOutcomeAction,
} from "#lib/outcomes/outcome-actions";

/** What can be done to the list; a refusal is told in words. `then` runs when the server took it. */
export function useOutcomeCommands() {
  const t = useTranslations("outcomes");
  const [pending, start] = useTransition();

  function run(ask: () => Promise<ActionResult<unknown>>, then?: () => void) {
    start(async () => {
      const result = await ask().catch(() => null);
      if (result?.ok) return then?.();
      const key = `errors.${result?.fields?.name ?? result?.code ?? "failed"}` as "errors.failed";
      toast.error(t.has(key) ? t(key) : t("errors.failed"));
    });
  }
  const setArchived = (id: string, archived: boolean, then?: () => void) =>
    run(() => archiveOutcomeAction({ id, archived }), then);

  return {
    pending,
    add: (name: string, then: () => void) => run(() => addOutcomeAction({ name }), then),
    rename: (id: string, name: string, then: () => void) =>
      run(() => renameOutcomeAction({ id, name }), then),
    move: (id: string, by: -1 | 1) => run(() => moveOutcomeAction({ id, by })),
    archive(id: string, name: string) {
      setArchived(id, true, () =>
        toast.success(t("archived", { name }), {
          action: { label: t("undo"), onClick: () => setArchived(id, false) },
        }),
      );
    },
    restore: (id: string) => setArchived(id, false),
  };
}
