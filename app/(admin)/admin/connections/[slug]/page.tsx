import { Activity } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "#components/ui/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { ConnectionForm } from "#components/connections/connection-form";
import { DeleteConnection } from "#components/connections/delete-connection";
import { HookAccess, WebhookAddress } from "#components/connections/hook-access";
import { LiveState } from "#components/connections/connection-state";
import { MatchPeople } from "#components/connections/match-people";
import { SilentRings } from "#components/people/silent-rings";
import { EmbedSnippets } from "#components/connections/embed-snippets";
import { PlayScenarios } from "#components/connections/simulators";
import { BackLink, Card, PageHeader } from "#components/ui/page";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { countriesIn } from "#lib/connections/countries";
import { hookAccessView } from "#lib/connections/hook-access";
import { closedAddressesOf, connectionForm, providerChoices } from "#lib/connections/queries";
import { publicOrigin } from "#lib/base/public-origin";
import { silentRings } from "#lib/people/silent-rings";

type Props = PageProps<"/admin/connections/[slug]">;

const connectionOf = cache(async (slug: string) => {
  await requireUser(roleFor("/admin"));
  return (await connectionForm(slug)) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await connectionOf((await params).slug)).name };
}

export default async function ConnectionPage({ params }: Props) {
  const connection = await connectionOf((await params).slug);
  const t = await getTranslations("connections");
  const choices = providerChoices();
  const provider = choices.find((choice) => choice.id === connection.provider);
  const access = await hookAccessView(connection.id);
  const providerName = await nameOf(connection);
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-4">
      <div className="-mb-4">
        <BackLink href="/admin/connections">{t("back")}</BackLink>
        <PageHeader
          title={connection.name}
          subtitle={`${providerName} · ${connection.slug}`}
          actions={
            <>
              {connection.simulator && <Badge tone="ringing">{t("simulator")}</Badge>}
              <Button size="sm" asChild>
                <Link href={`/admin/connections/${connection.slug}/health`}>
                  <Activity aria-hidden className="size-3.5" />
                  {t("health")}
                </Link>
              </Button>
            </>
          }
        />
      </div>
      <LiveState slug={connection.slug} />
      <SilentRings rings={await silentRings(connection.id)} />
      <Suspense>
        <ClosedAddresses connection={connection} />
      </Suspense>
      {connection.unreadable && <Notice tone="missed">{t("form.unreadable")}</Notice>}
      {connection.simulator && <Notice tone="ringing">{t("form.simulatorNote")}</Notice>}
      {provider?.usesWebhook && (
        <WebhookAddress address={`${await publicOrigin()}/api/hooks/${connection.slug}`} />
      )}
      {access && <HookAccess connectionId={connection.id} access={access} />}
      {provider?.takesLeads && (
        <EmbedSnippets origin={await publicOrigin()} connection={connection} />
      )}
      <Card title={t("form.settings")}>
        <div className="p-4">
          <ConnectionForm
            choices={choices}
            connection={connection}
            countries={countriesIn(await getLocale())}
          />
        </div>
      </Card>
      {connection.simulator && (
        <PlayScenarios connectionId={connection.id} scenarios={connection.scenarios} />
      )}
      {provider?.hasDirectory && (
        <Card title={t("match.title")}>
          <MatchPeople
            connection={{
              id: connection.id,
              name: connection.name,
              provider: connection.provider,
            }}
          />
        </Card>
      )}
      <div className="self-start">
        <DeleteConnection id={connection.id} name={connection.name} calls={connection.calls} />
      </div>
    </div>
  );
}

/** The provider's name in this language, where it is no vendor's own. */
async function nameOf({ provider, providerLabel }: { provider: string; providerLabel: string }) {
  const t = await getTranslations();
  const name = `providers.${provider}.name` as "connections.title";
  return t.has(name) ? t(name) : providerLabel;
}

/** Which settings lead where our server does not go; names are looked up for it. */
async function ClosedAddresses({ connection }: { connection: { id: string; provider: string } }) {
  const t = await getTranslations();
  const closed = await closedAddressesOf(connection.id);
  return closed.map(({ field, entries }) => {
    const label = `providers.${connection.provider}.settings.${field}.label`;
    const setting = t(label as "connections.title");
    const allow = `TINYCRM_ALLOWED_NETWORKS=${entries}`;
    const words = entries
      ? t("connections.closed.text", { setting, allow })
      : t("connections.closed.forbidden", { setting });
    return (
      <Notice key={field} tone="missed">
        {words}
      </Notice>
    );
  });
}

function Notice({ tone, children }: { tone: "missed" | "ringing"; children: string }) {
  const tones = { missed: "bg-missed-soft text-missed", ringing: "bg-ringing-soft text-ringing" };
  return <p className={`rounded-md px-3 py-2 text-sm ${tones[tone]}`}>{children}</p>;
}
