"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button";
import { matchingContactsAction } from "#lib/contacts/matching-actions";
import type { ListOptions } from "#lib/contacts/list-options";
import type { ListPage } from "#lib/contacts/list-rows";
import { answerOf } from "../ui/use-action";
import { toast } from "../ui/toast";
import { storedView } from "./stored-view";

interface ChooseAllProps {
  options: ListOptions;
  total: ListPage["total"];
  onChosen: (ids: string[]) => void;
}

/** Goes on from a page to the whole list: asks for the ids of all that match. */
export function ChooseAll({ options, total, onChosen }: ChooseAllProps) {
  const t = useTranslations("contacts.selection");
  const [pending, start] = useTransition();

  function choose() {
    start(async () => {
      const result = await answerOf(matchingContactsAction(storedView(options)));
      if (!result.ok) toast.error(t("failed"));
      else if (result.data.more) toast.error(t("tooMany", { most: result.data.ids.length }));
      else onChosen(result.data.ids);
    });
  }

  return (
    <Button size="sm" variant="ghost" disabled={pending} aria-busy={pending} onClick={choose}>
      {total.atLeast ? t("allMatching") : t("allOf", { count: total.count })}
    </Button>
  );
}
