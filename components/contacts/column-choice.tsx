"use client";

import { Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/menu";
import { columns, type Column, type ListOptions } from "#lib/contacts/list-options";
import { chooseColumnsAction } from "#lib/contacts/view-actions";
import { answerOf } from "../ui/use-action";
import { listHref, toggled } from "./list-href";

interface ColumnChoiceProps {
  options: ListOptions;
  shown: readonly Column[];
}

/** Which columns to see: in a view they are the view's, otherwise the person's own everywhere. */
export function ColumnChoice({ options, shown }: ColumnChoiceProps) {
  const t = useTranslations("contacts");
  const columnName = useColumnName();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [, start] = useTransition();
  const [checked, show] = useOptimistic(shown);

  function toggle(column: Column) {
    const next = toggled(checked, column);
    start(async () => {
      show(next);
      if (options.view || options.columns.length > 0) {
        router.replace(listHref({ ...options, columns: next }), { scroll: false });
      } else {
        await answerOf(chooseColumnsAction(next.join(",")));
        start(() => router.refresh());
      }
    });
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("chooseColumns")}
      trigger={
        <Button size="sm">
          <Columns3 aria-hidden className="size-3.5" />
          <span className="max-sm:sr-only">{t("chooseColumns")}</span>
        </Button>
      }
    >
      <fieldset className="flex flex-col">
        <legend className="mb-1 font-medium">{t("chooseColumns")}</legend>
        {columns.map((column) => (
          <label
            key={column}
            className="flex items-center gap-2 rounded-md px-1 py-1.5 hover:bg-hover"
          >
            <input
              type="checkbox"
              checked={checked.includes(column)}
              onChange={() => toggle(column)}
              className="size-4 accent-(--accent-fill)"
            />
            {columnName(column)}
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}

/** What a column is called: as its field is, where that is short enough. */
export function useColumnName(): (column: Column) => string {
  const t = useTranslations("contacts");
  return (column) => {
    switch (column) {
      case "numbers":
      case "created":
      case "updated":
      case "called":
      case "talked":
      case "outcome":
      case "attempts":
        return t(`columns.${column}`);
      default:
        return t(`fields.${column === "owner" ? "ownerId" : column}`);
    }
  };
}
