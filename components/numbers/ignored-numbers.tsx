"use client";

import { PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { forgetIgnoredNumberAction, ignoreNumberAction } from "#lib/numbers/actions";
import type { IgnoredNumberView } from "#lib/numbers/ignored-numbers";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { useAction } from "../ui/use-action";
import { useKeptFocus } from "../ui/use-kept-focus";
import { toast } from "../ui/toast";

export function IgnoredNumbers({ numbers }: { numbers: IgnoredNumberView[] }) {
  const t = useTranslations("numbers");
  if (numbers.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState icon={PhoneOff} title={t("empty.title")} text={t("empty.text")} />
      </div>
    );
  }
  return <NumbersTable numbers={numbers} />;
}

function NumbersTable({ numbers }: { numbers: IgnoredNumberView[] }) {
  const t = useTranslations("numbers");
  const list = useKeptFocus<HTMLTableSectionElement>();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header>{t("columns.number")}</Header>
          <Header>{t("columns.kind")}</Header>
          <Header className="hidden @min-[36rem]:table-cell">{t("columns.note")}</Header>
          <Header className="hidden @min-[46rem]:table-cell">{t("columns.added")}</Header>
          <Header>
            <span className="sr-only">{t("columns.actions")}</span>
          </Header>
        </tr>
      </thead>
      <tbody ref={list}>
        {numbers.map((number) => (
          <NumberRow key={number.e164} number={number} />
        ))}
      </tbody>
    </Table>
  );
}

function NumberRow({ number: { e164, kind, note, createdAt } }: { number: IgnoredNumberView }) {
  const t = useTranslations("numbers");
  const forget = useAction(forgetIgnoredNumberAction);
  const ignore = useAction(ignoreNumberAction);
  const number = formatPhoneNumber({ raw: e164, e164 });
  const onRefused = () => toast.error(t("errors.failed"));

  function remove() {
    const putBack = () => ignore.run({ raw: e164, kind, note }, { onRefused });
    forget.run(
      { e164 },
      {
        onDone: () =>
          toast.success(t("removed", { number }), {
            action: { label: t("undo"), onClick: putBack },
          }),
        onRefused,
      },
    );
  }

  return (
    <Row>
      <Cell className="figures font-medium whitespace-nowrap">{number}</Cell>
      <Cell>
        <Badge tone={kind === "own" ? "accent" : "neutral"}>{t(`kinds.${kind}`)}</Badge>
      </Cell>
      <Cell className="hidden max-w-72 truncate text-ink-soft @min-[36rem]:table-cell">{note}</Cell>
      <Cell className="hidden text-ink-soft @min-[46rem]:table-cell">
        <RelativeTime iso={createdAt} />
      </Cell>
      <Cell className="text-right">
        <Button
          size="sm"
          variant="ghost"
          disabled={forget.busy || ignore.busy}
          onClick={remove}
          aria-label={t("removeNamed", { number })}
        >
          {t("remove")}
        </Button>
      </Cell>
    </Row>
  );
}
