"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import type { DemoNotice as Notice } from "#lib/people/demo";
import { laterComponent } from "../ui/later";

const EndDemoDialog = laterComponent(() =>
  import("./end-demo-dialog").then((module) => module.EndDemoDialog),
);

/** Over every page of an administrator while the demo's accounts can sign in. */
export function DemoNotice({ needsAccount }: Notice) {
  const t = useTranslations("shell");
  const [ending, setEnding] = useState(false);
  return (
    <section
      aria-label={t("demo.title")}
      className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-sunken px-3 py-2 text-sm"
    >
      <p className="flex items-center gap-2">
        <FlaskConical aria-hidden className="size-4 shrink-0 text-ink-soft" />
        <span>
          <strong className="font-semibold">{t("demo.title")}</strong> {t("demo.text")}
        </span>
      </p>
      <Button size="sm" onClick={() => setEnding(true)}>
        {t("demo.end")}
      </Button>
      {ending && <EndDemoDialog onOpenChange={setEnding} needsAccount={needsAccount} />}
    </section>
  );
}
