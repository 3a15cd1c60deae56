import { PhoneCall } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { CallsTable } from "#components/calls/calls-table";
import { FilesMenu } from "#components/contacts/import/files-menu";
import { EmptyState, PageHeader } from "#components/ui/page";
import { Pagination } from "#components/ui/table";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { callListOptions, callPageSize, listCalls } from "#lib/calls/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("calls"))("title") };
}

const filters = ["all", "incoming", "outgoing", "missed"] as const;

export default async function CallsPage(props: PageProps<"/calls">) {
  const user = await requireUser();
  const options = callListOptions.parse(await props.searchParams);
  const { calls, total } = await listCalls(user, options);
  const t = await getTranslations("calls");
  const common = await getTranslations("common");
  const pages = Math.max(1, Math.ceil(total / callPageSize));
  const href = (page: number) =>
    `/calls?${new URLSearchParams({ show: options.show, page: String(page) })}`;
  const empty = total === 0 && options.show !== "all";
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            {hasRole(user, "manager") && <FilesMenu list="calls" />}
            <nav aria-label={t("filter")} className="flex gap-1 rounded-lg bg-sunken p-1">
              {filters.map((show) => (
                <Link
                  key={show}
                  href={`/calls?show=${show}`}
                  aria-current={show === options.show ? "page" : undefined}
                  className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card"
                >
                  {t(`filters.${show}`)}
                </Link>
              ))}
            </nav>
          </>
        }
      />
      <CallsTable
        calls={calls}
        accepts={options.show === "all" && options.page === 1 ? "all" : "none"}
        mayDownload={mayExport(user)}
      />
      {total === 0 && (
        <EmptyState
          icon={PhoneCall}
          title={empty ? t("nothingFound") : t("emptyTitle")}
          text={empty ? t("nothingFoundText") : t("emptyText")}
        />
      )}
      {pages > 1 && (
        <Pagination
          label={common("pages")}
          summary={common("pageOf", { page: options.page, pages })}
          previous={{
            href: options.page > 1 ? href(options.page - 1) : null,
            label: common("previous"),
          }}
          next={{
            href: options.page < pages ? href(options.page + 1) : null,
            label: common("next"),
          }}
        />
      )}
    </>
  );
}
