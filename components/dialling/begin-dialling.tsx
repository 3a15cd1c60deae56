"use client";

import { ListStart } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import type { ListOptions } from "#lib/contacts/list-options";
import { beginDialListAction } from "#lib/dialling/actions";
import { toast } from "../ui/toast";
import { useAction } from "../ui/use-action";

/** Begins calling the contacts of this list one by one, or joins the colleagues who do. */
export function BeginDialling({ options }: { options: ListOptions }) {
  const t = useTranslations("contacts.oneByOne");
  const router = useRouter();
  const { run, busy } = useAction(beginDialListAction);

  function begin() {
    run(
      { options: { ...options, columns: options.columns.join(",") }, viewId: options.view || null },
      {
        onDone: ({ id }) => router.push(`/dialling/${id}`),
        onRefused: ({ code }) => toast.error(t(code === "nobody" ? "nobody" : "failed")),
      },
    );
  }

  return (
    <Button size="sm" onClick={begin} disabled={busy} aria-busy={busy}>
      <ListStart aria-hidden className="size-3.5" />
      <span className="max-sm:sr-only">{t("begin")}</span>
    </Button>
  );
}
