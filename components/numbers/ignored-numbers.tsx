"use client";

import { PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { forgetIgnoredNumberAction, ignoreNumberAction } from "#lib/numbers/actions";
import type { IgnoredNumberView } from "#lib/numbers/ignored-numbers";
import { formatPhoneNumber } from "#lib/phone-number";

export function IgnoredNumbers({ numbers }: { numbers: IgnoredNumberView[] }) {
  const t = useTranslations("numbers");
  if (numbers.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState icon={PhoneOff} title={t("empty.title")} text={t("empty.text")} />
      </div>
    );
  }
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header>{t("columns.number")}</Header>
          <Header>{t("columns.kind")}</Header>
          <Header className="hidden sm:table-cell">{t("columns.note")}</Header>
          <Header className="hidden md:table-cell">{t("columns.added")}</Header>
          <Header>
            <span className="sr-only">{t("columns.actions")}</span>
          </Header>
        </tr>
      </thead>
      <tbody>
        {numbers.map((number) => (
          <NumberRow key={number.e164} number={number} />
        ))}
      </tbody>
    </Table>
  );
}

function NumberRow({ number: { e164, kind, note, createdAt } }: { number: IgnoredNumberView }) {
  const t = useTranslations("numbers");
  const [pending, start] = useTransition();
  const number = formatPhoneNumber({ raw: e164, e164 });

  function run(action: () => Promise<{ ok: boolean }>, onDone?: () => void) {
    start(async () => {
      const { ok } = await action().catch(() => ({ ok: false }));
      if (ok) onDone?.();
      else toast.error(t("errors.failed"));
    });
  }

  function remove() {
    const putBack = () => run(() => ignoreNumberAction({ raw: e164, kind, note }));
    run(
      () => forgetIgnoredNumberAction({ e164 }),
      () =>
        toast.success(t("removed", { number }), {
          action: { label: t("undo"), onClick: putBack },
        }),
    );
  }

  return (
    <Row>
      <Cell className="figures font-medium whitespace-nowrap">{number}</Cell>
      <Cell>
        <Badge tone={kind === "own" ? "accent" : "neutral"}>{t(`kinds.${kind}`)}</Badge>
      </Cell>
      <Cell className="hidden max-w-72 truncate text-ink-soft sm:table-cell">{note}</Cell>
      <Cell className="hidden text-ink-soft md:table-cell">
        <RelativeTime iso={createdAt} />
      </Cell>
      <Cell className="text-right">
        <Button
          size="sm"
          variant="ghost"
          disabled={pending}
          onClick={remove}
          aria-label={t("removeNamed", { number })}
        >
          {t("remove")}
        </Button>
      </Cell>
    </Row>
  );
}
