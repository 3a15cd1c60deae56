import { SearchX, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { Pagination } from "#components/ui/pagination";
import { pageSize, type ListOptions } from "#lib/contacts/list-options";
import type { ContactView } from "#lib/contacts/queries";
import { ContactsTable } from "./contacts-table";
import { listHref } from "./list-href";

interface ContactsListProps {
  contacts: ContactView[];
  total: number;
  options: ListOptions;
}

/** One page of contacts, or why there is none. */
export function ContactsList({ contacts, total, options }: ContactsListProps) {
  const t = useTranslations("contacts");
  if (total === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        {options.q ? (
          <EmptyState
            icon={SearchX}
            title={t("nobody.title", { query: options.q })}
            text={t("nobody.text")}
            action={<LinkButton href="/contacts">{t("nobody.action")}</LinkButton>}
          />
        ) : (
          <EmptyState
            icon={Users}
            title={t("empty.title")}
            text={t("empty.text")}
            action={<LinkButton href="/contacts/new">{t("new")}</LinkButton>}
          />
        )}
      </div>
    );
  }
  const from = (options.page - 1) * pageSize + 1;
  const to = from + contacts.length - 1;
  const pageHref = (page: number) => listHref({ ...options, page });
  return (
    <>
      <ContactsTable contacts={contacts} options={options} />
      {total > pageSize && (
        <Pagination
          label={t("pages.label")}
          summary={t("pages.summary", { from, to, total })}
          previous={{
            href: options.page > 1 ? pageHref(options.page - 1) : null,
            label: t("pages.previous"),
          }}
          next={{ href: to < total ? pageHref(options.page + 1) : null, label: t("pages.next") }}
        />
      )}
    </>
  );
}

function LinkButton({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <Link href={href}>{children}</Link>
    </Button>
  );
}
