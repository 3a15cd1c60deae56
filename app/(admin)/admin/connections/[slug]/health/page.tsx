import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { LiveState, StateHistory } from "#components/connections/connection-state";
import { AbilitiesTest, TestCall } from "#components/connections/health/health-commands";
import { Figures, RefusedHooks } from "#components/connections/health/figures";
import { InboxList } from "#components/connections/health/inbox-list";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import {
  connectionActivity,
  inboxMessages,
  messageListOptions,
  ownExtension,
} from "#lib/connections/health";
import { connectionForm, providerChoices } from "#lib/connections/queries";
import { liveConnections } from "#lib/connections/ports";

type Props = PageProps<"/admin/connections/[slug]/health">;

const connectionOf = cache(async (slug: string) => {
  await requireUser(roleFor("/admin"));
  return (await connectionForm(slug)) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await connectionOf((await params).slug);
  return { title: (await getTranslations("health"))("titleOf", { name }) };
}

export default async function ConnectionHealthPage({ params, searchParams }: Props) {
  const me = await requireUser(roleFor("/admin"));
  const { id, name, slug, provider } = await connectionOf((await params).slug);
  const options = messageListOptions.parse(await searchParams);
  const [t, health, activity, inbox, extension] = await Promise.all([
    getTranslations("health"),
    liveConnections().health(id),
    connectionActivity(id),
    inboxMessages(id, options),
    ownExtension(me.id, id),
  ]);
  const abilities = providerChoices().find((choice) => choice.id === provider)!;
  const path = `/admin/connections/${slug}`;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <div className="-mb-4">
        <BackLink href={path}>{name}</BackLink>
        <PageHeader title={t("title")} />
      </div>
      <LiveState slug={slug} />
      <Figures activity={activity} health={health} readsHistory={abilities.readsHistory} />
      <AbilitiesTest connectionId={id} provider={provider} />
      {abilities.placesCalls && <TestCall connectionId={id} extension={extension} />}
      {abilities.usesWebhook && <RefusedHooks hooks={health.hooks} />}
      <InboxList
        connectionId={id}
        inbox={inbox}
        show={options.show}
        path={`/admin/connections/${slug}/health`}
      />
      <StateHistory provider={provider} states={health.states} />
    </div>
  );
}
