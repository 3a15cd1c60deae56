import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientPanel } from "#components/dialling/client-panel";
import { DialDesk } from "#components/dialling/dial-desk";
import { AboutClient } from "#components/templates/about-client";
import { Timeline } from "#components/timeline/timeline";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { contactViews, listViews } from "#lib/contacts/saved-views";
import { readDesk } from "#lib/dialling/desk";

type Props = PageProps<"/dialling/[id]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dialling"))("title") };
}

/** Reads alone: who is before the person was decided by their last step. */
export default async function DiallingPage({ params }: Props) {
  const user = await requireUser();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const [desk, views] = await Promise.all([
    readDesk(user, id.data).catch(missing),
    listViews(contactViews, user.id),
  ]);
  const { client } = desk;
  return (
    <DialDesk
      listId={id.data}
      view={views.find((view) => view.id === desk.viewId) ?? null}
      progress={desk.progress}
      roundAt={desk.roundAt}
      client={client && { position: client.position, contactId: client.contact.id }}
    >
      {client && (
        <AboutClient key={client.contact.id} client={client.contact}>
          <div className="grid items-start gap-4 @min-[52rem]:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
            <ClientPanel client={client} />
            <Timeline
              contactId={client.contact.id}
              show={null}
              served={client.timeline}
              mayDownload={mayExport(user)}
            />
          </div>
        </AboutClient>
      )}
    </DialDesk>
  );
}

function missing(error: unknown): never {
  if ((error as { code?: unknown }).code === "not-found") notFound();
  throw error;
}
