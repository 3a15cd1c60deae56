"use client";

import { FlaskConical } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { createSimulatedAction } from "#lib/connections/trial-actions";
import { useAction } from "../../ui/use-action";

/** A connection to a built-in simulator, by one click, with nothing to fill in. */
export function TrySimulator({ providers }: { providers: { id: string; label: string }[] }) {
  const t = useTranslations("simulators");
  const router = useRouter();
  const action = useAction(createSimulatedAction);
  if (providers.length === 0) return null;

  function create(provider: string) {
    action.run(
      { provider },
      {
        onDone({ slug }) {
          toast.success(t("created"));
          router.push(`/admin/connections/${slug}`);
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <Card title={t("try")}>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-sm text-ink-soft">{t("tryHelp")}</p>
        <div className="flex flex-wrap gap-2">
          {providers.map(({ id, label }) => (
            <Button key={id} size="sm" disabled={action.busy} onClick={() => create(id)}>
              <FlaskConical aria-hidden className="size-3.5" />
              {label}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  );
}
