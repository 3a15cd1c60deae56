import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AuditFilters, RetentionForm } from "#components/audit/audit-controls";
import { AuditList } from "#components/audit/audit-list";
import { FilesMenu } from "#components/contacts/import/files-menu";
import { PageHeader } from "#components/ui/page";
import { entriesOf, listEntries, subjectsOf } from "#lib/audit/list-entries";
import { auditOptions } from "#lib/audit/list-options";
import { auditDays } from "#lib/audit/retention";
import { requireUser } from "#lib/auth/current-user";
import { peopleNames } from "#lib/people/queries";
import { companyTimeZone } from "#lib/statistics/time-zone";

const place = z.object({ after: z.uuid().nullable().catch(null).default(null) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage(props: PageProps<"/audit">) {
  await requireUser("admin");
  const asked = await props.searchParams;
  const options = auditOptions.parse(asked);
  const { after } = place.parse(asked);
  const [t, people, days, zone] = await Promise.all([
    getTranslations("audit"),
    peopleNames(),
    auditDays(),
    companyTimeZone(),
  ]);
  const { entries, next } = await listEntries(entriesOf(options, zone), { after });
  const subjects = await subjectsOf(entries);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle", { days })}
        actions={
          <>
            <RetentionForm days={days} />
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
