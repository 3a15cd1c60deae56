"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { ignoreNumberAction } from "#lib/numbers/actions";
import { formatPhoneNumber } from "#lib/phone-number";

/** Lines that calls came through: one click makes them own. */
export function OwnLines({ lines }: { lines: string[] }) {
  const t = useTranslations("numbers");
  const [pending, start] = useTransition();

  function add(e164: string) {
    start(async () => {
      const input = { raw: e164, kind: "own" };
      const result = await ignoreNumberAction(input).catch(() => ({ ok: false }));
      if (!result.ok) toast.error(t("errors.failed"));
    });
  }

  return (
    <Card title={t("lines.title")}>
      <div className="px-4 py-3">
        <p className="mb-2 text-sm text-ink-soft">{t("lines.text")}</p>
        <ul className="flex flex-wrap gap-2">
          {lines.map((e164) => {
            const number = formatPhoneNumber({ raw: e164, e164 });
            return (
              <li
                key={e164}
                className="flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3"
              >
                <span className="figures">{number}</span>
                <Button
                  size="sm"
                  disabled={pending}
                  aria-label={t("lines.addNamed", { number })}
                  onClick={() => add(e164)}
                >
                  <Plus aria-hidden className="size-3.5" />
                  {t("lines.add")}
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </Card>
  );
}
