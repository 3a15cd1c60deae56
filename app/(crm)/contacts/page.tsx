import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ContactSearch } from "#components/contacts/contact-search";
import { ContactsList } from "#components/contacts/contacts-list";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { listOptions } from "#lib/contacts/list-options";
import { listContacts } from "#lib/contacts/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contacts"))("title") };
}

export default async function ContactsPage(props: PageProps<"/contacts">) {
  await requireUser();
  const t = await getTranslations("contacts");
  const asked = listOptions.parse(await props.searchParams);
  const { contacts, total, page } = await listContacts(asked);
  const options = { ...asked, page };
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={<span role="status">{t("total", { count: total })}</span>}
        actions={
          <>
            <ContactSearch options={options} />
            <Button variant="primary" className="max-sm:w-9 max-sm:px-0" asChild>
              <Link href="/contacts/new">
                <Plus aria-hidden className="size-4" />
                <span className="max-sm:sr-only">{t("new")}</span>
              </Link>
            </Button>
          </>
        }
      />
      <ContactsList contacts={contacts} total={total} options={options} />
    </>
  );
}
