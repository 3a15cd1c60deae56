import { Building2, SearchX } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { Cell, Header, Pagination, Row, Table } from "#components/ui/table";
import type { CompanyPage } from "#lib/contacts/companies/queries";
import { companiesHref } from "../../../lib/contacts/companies/company-input";

/** One page of companies, or why there is none. */
export function CompaniesList({ page, q }: { page: CompanyPage; q: string }) {
  const t = useTranslations("companies");
  const { companies, previous, next } = page;
  if (companies.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState
          icon={q ? SearchX : Building2}
          title={q ? t("nobody.title", { query: q }) : t("empty.title")}
          text={q ? t("nobody.text") : t("empty.text")}
          action={
            <Button asChild>
              <Link href={q ? "/companies" : "/contacts/new"}>
                {q ? t("nobody.action") : t("empty.action")}
              </Link>
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Header>{t("columns.name")}</Header>
            <Header className="hidden @min-[36rem]:table-cell">{t("columns.website")}</Header>
            <Header className="text-right">{t("columns.contacts")}</Header>
          </tr>
        </thead>
        <tbody>
          {companies.map(({ id, name, website, contacts }) => (
            <Row key={id}>
              <Cell className="max-w-64 truncate font-medium sm:max-w-96">
                <Link href={`/companies/${id}`} className="hover:text-accent hover:underline">
                  {name}
                </Link>
              </Cell>
              <Cell className="hidden max-w-64 truncate text-ink-soft @min-[36rem]:table-cell">
                {website?.replace(/^https?:\/\//, "")}
              </Cell>
              <Cell className="figures text-right">{contacts}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {(previous || next) && (
        <Pagination
          label={t("pages.label")}
          summary={t("pages.summary", { count: companies.length })}
          previous={{
            href: previous && companiesHref({ q, before: previous }),
            label: t("pages.previous"),
          }}
          next={{ href: next && companiesHref({ q, after: next }), label: t("pages.next") }}
        />
      )}
    </>
  );
}
