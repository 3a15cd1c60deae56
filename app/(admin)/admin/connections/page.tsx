import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { ConnectionsList } from "#components/connections/connections-list";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { listConnections } from "#lib/connections/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

export default async function ConnectionsPage() {
  await requireUser(roleFor("/admin"));
  const [t, connections] = await Promise.all([getTranslations("connections"), listConnections()]);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button variant="primary" asChild>
            <Link href="/admin/connections/new">
              <Plus aria-hidden className="size-4" />
              {t("add")}
            </Link>
          </Button>
        }
      />
      <ConnectionsList connections={connections} />
    </>
  );
}
