import { CalendarClock } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AuditFilters } from "#components/audit/audit-controls";
import { AuditList } from "#components/audit/audit-list";
import { FilesMenu } from "#components/contacts/import/files-menu";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/page";
import { entriesOf, listEntries, subjectsOf } from "#lib/audit/list-entries";
import { auditOptions } from "#lib/audit/list-options";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { peopleNames } from "#lib/people/queries";
import { readRetention } from "#lib/retention/settings";
import { companyTimeZone } from "#lib/i18n/time-zone";

const place = z.object({ after: z.uuid().nullable().catch(null).default(null) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage(props: PageProps<"/audit">) {
  await requireUser(roleFor("/audit"));
  const asked = await props.searchParams;
  const options = auditOptions.parse(asked);
  const { after } = place.parse(asked);
  const [t, shell, people, { audit: days }, zone] = await Promise.all([
    getTranslations("audit"),
    getTranslations("shell"),
    peopleNames(),
    readRetention(),
    companyTimeZone(),
  ]);
  const { entries, next } = await listEntries(entriesOf(options, zone), { after });
  const subjects = await subjectsOf(entries);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle", { days: days! })}
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href="/admin/retention">
                <CalendarClock aria-hidden className="size-4" />
                {shell("retention")}
              </Link>
            </Button>
            <FilesMenu list="audit" />
          </>
        }
      />
      <AuditFilters options={options} people={people} />
      <AuditList
        entries={entries}
        subjects={subjects}
        people={people}
        options={options}
        place={{ after, next }}
        zone={zone}
      />
    </>
  );
}
