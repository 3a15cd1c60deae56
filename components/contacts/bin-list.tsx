"use client";

import { Trash2, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { Cell, Header, Pagination, Row, Table } from "#components/ui/table";
import { RelativeTime } from "#components/ui/relative-time";
import { purgeContactsAction } from "#lib/contacts/actions";
import type { BinnedContact } from "#lib/contacts/list-bin";
import { answerOf } from "../ui/use-action";
import { useBin } from "./use-bin";
import { toast } from "../ui/toast";

interface BinListProps {
  contacts: BinnedContact[];
  next: string | null;
  /** Whether the person may delete for good. */
  canPurge: boolean;
}

/** What was deleted, by whom and when, and the way back. */
export function BinList({ contacts, next, canPurge }: BinListProps) {
  const t = useTranslations("contacts.bin");
  if (contacts.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState icon={Trash2} title={t("empty.title")} text={t("empty.text")} />
      </div>
    );
  }
  return (
    <>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Header>{t("name")}</Header>
            <Header className="hidden @min-[36rem]:table-cell">{t("by")}</Header>
            <Header className="hidden @min-[36rem]:table-cell">{t("when")}</Header>
            <Header>
              <span className="sr-only">{t("actions")}</span>
            </Header>
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => (
            <BinRow key={contact.id} contact={contact} canPurge={canPurge} />
          ))}
        </tbody>
      </Table>
      {next && (
        <Pagination
          label={t("title")}
          summary=""
          previous={{ href: null, label: t("first") }}
          next={{ href: `/contacts/bin?after=${next}`, label: t("next") }}
        />
      )}
    </>
  );
}

function BinRow({ contact, canPurge }: { contact: BinnedContact; canPurge: boolean }) {
  const t = useTranslations("contacts.bin");
  const router = useRouter();
  const { restore } = useBin();
  const [pending, start] = useTransition();
  // Nothing brings it back, so one click alone does not do it.
  const [sure, setSure] = useState(false);
  const { id, name } = contact;

  function purge() {
    if (!sure) {
      setSure(true);
      return;
    }
    start(async () => {
      const result = await answerOf(purgeContactsAction({ ids: [id] }));
      if (!result.ok) toast.error(t("deleteFailed"));
      router.refresh();
    });
  }

  return (
    <Row>
      <Cell className="max-w-64 truncate font-medium">
        {name}
        {contact.company && (
          <span className="block truncate text-xs font-normal text-ink-soft">
            {contact.company}
          </span>
        )}
      </Cell>
      <Cell className="hidden text-ink-soft @min-[36rem]:table-cell">{contact.deletedBy}</Cell>
      <Cell className="hidden text-ink-soft @min-[36rem]:table-cell">
        <RelativeTime iso={contact.deletedAt} />
      </Cell>
      <Cell>
        <span className="flex flex-wrap justify-end gap-1.5">
          <Button
            size="sm"
            disabled={pending}
            aria-label={t("restoreOne", { name })}
            onClick={() => start(async () => void (await restore([id])))}
          >
            <Undo2 aria-hidden className="size-3.5" />
            {t("restore")}
          </Button>
          {canPurge && (
            <Button
              size="sm"
              variant={sure ? "danger" : "ghost"}
              disabled={pending}
              aria-label={t(sure ? "purgeSureOne" : "purgeOne", { name })}
              onClick={purge}
              onBlur={() => setSure(false)}
            >
              {t(sure ? "purgeSure" : "purge")}
            </Button>
          )}
        </span>
      </Cell>
    </Row>
  );
}
