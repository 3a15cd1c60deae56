"use client";

import { Merge } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { notDuplicatesAction } from "#lib/contacts/duplicates/actions";
import type { DuplicateContact } from "#lib/contacts/duplicates/groups";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { useAction } from "../../ui/use-action";
import { toast } from "../../ui/toast";

interface DuplicateRowProps {
  contact: DuplicateContact;
  /** The oldest of the group, with whom it may be the same. */
  first?: DuplicateContact;
}

export function DuplicateRow({ contact, first }: DuplicateRowProps) {
  const { id, name, company, owner, numbers, emails } = contact;
  const details = [
    company,
    ...numbers.map((number) => formatPhoneNumber(number)),
    ...emails,
    owner,
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-0">
      <div className="min-w-0 flex-1 basis-60">
        <Link href={`/contacts/${id}`} className="font-medium hover:text-accent hover:underline">
          {name}
        </Link>
        <p className="figures truncate text-sm text-ink-soft">
          {details.filter(Boolean).join(" · ")}
        </p>
      </div>
      {first && <Choices contact={contact} first={first} />}
    </li>
  );
}

function Choices({ contact, first }: { contact: DuplicateContact; first: DuplicateContact }) {
  const t = useTranslations("duplicates");
  const { run, busy } = useAction(notDuplicatesAction);
  const pairs = [[first.id, contact.id]];

  function mark(undo: boolean) {
    run(
      { pairs, undo },
      {
        onDone() {
          if (undo) return void toast.success(t("undone"));
          toast.success(t("markedApart"), {
            action: { label: t("undo"), onClick: () => mark(true) },
          });
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  const names = { name: first.name, other: contact.name };
  const pair = new URLSearchParams({ kept: first.id, gone: contact.id });
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" asChild>
        <Link href={`/contacts/duplicates/merge?${pair}`} aria-label={t("compareWith", names)}>
          <Merge aria-hidden className="size-3.5" />
          {t("compare")}
        </Link>
      </Button>
      <Button
        size="sm"
        variant="ghost"
        disabled={busy}
        onClick={() => mark(false)}
        aria-label={t("apartNamed", names)}
      >
        {t("apart")}
      </Button>
    </span>
  );
}
