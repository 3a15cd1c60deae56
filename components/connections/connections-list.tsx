"use client";

import { Cable, Plus, Settings2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useConnections } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Link } from "#components/ui/link";
import { EmptyState } from "#components/ui/page";
import { setEnabledAction } from "#lib/connections/actions";
import type { ListedConnection } from "#lib/connections/queries";
import type { ConnectionView } from "#lib/connections/connection-view";
import { useAction } from "../ui/use-action";
import { ConnectionState } from "./connection-state";
import { useConnectionWords } from "./use-connection-words";
import { toast } from "../ui/toast";

/** Every connection and how it stands, as it changes. */
export function ConnectionsList({ connections }: { connections: ListedConnection[] }) {
  const t = useTranslations("connections");
  const live = useConnections();
  if (connections.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState
          icon={Cable}
          title={t("empty.title")}
          text={t("empty.text")}
          action={
            <Button variant="primary" asChild>
              <Link href="/admin/connections/new">
                <Plus aria-hidden className="size-4" />
                {t("add")}
              </Link>
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <ul
      aria-label={t("title")}
      className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface shadow-card"
    >
      {connections.map((connection) => (
        <ConnectionItem
          key={connection.id}
          connection={connection}
          view={live.find((one) => one.slug === connection.slug)}
        />
      ))}
    </ul>
  );
}

interface ConnectionItemProps {
  connection: ListedConnection;
  view: ConnectionView | undefined;
}

function ConnectionItem({ connection, view }: ConnectionItemProps) {
  const t = useTranslations("connections");
  const words = useConnectionWords();
  const { name, slug, provider, providerLabel, isNobodys } = connection;
  return (
    <li className="grid items-center gap-x-6 gap-y-3 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_auto]">
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <Link
            href={`/admin/connections/${slug}`}
            className="truncate font-medium hover:text-accent hover:underline"
          >
            {name}
          </Link>
          {view?.simulator && <Badge tone="ringing">{t("simulator")}</Badge>}
        </div>
        <p className="truncate text-xs text-ink-soft">
          {words.provider(provider, providerLabel)} · {slug}
        </p>
      </div>
      <div className="min-w-0">
        {view && <ConnectionState view={view} />}
        {isNobodys && view?.state !== "off" && (
          <p className="mt-1 flex items-start gap-1.5 text-sm text-ringing">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span>
              {t("nobodys")}{" "}
              <Link href="/admin/people" className="underline">
                {t("giveExtensions")}
              </Link>
            </span>
          </p>
        )}
      </div>
      <div className="flex gap-2 md:justify-end">
        {view && <ToggleButton connection={connection} enabled={view.state !== "off"} />}
        <Button size="sm" variant="ghost" asChild>
          <Link href={`/admin/connections/${slug}`} aria-label={t("editNamed", { name })}>
            <Settings2 aria-hidden className="size-4" />
            {t("edit")}
          </Link>
        </Button>
      </div>
    </li>
  );
}

/** Connects at once; asks before it disconnects, as the whole company's telephones hang on it. */
function ToggleButton(props: { connection: ListedConnection; enabled: boolean }) {
  const { connection, enabled } = props;
  const { id, name } = connection;
  const t = useTranslations("connections");
  const common = useTranslations("common");
  const words = useConnectionWords();
  const { run, busy } = useAction(setEnabledAction);
  const [asking, setAsking] = useState(false);

  function toggle() {
    setAsking(false);
    run(
      { id, enabled: !enabled },
      {
        onDone: () => toast.success(t(enabled ? "toasts.off" : "toasts.on", { name })),
        onRefused: ({ code }) => toast.error(words.error(code)),
      },
    );
  }

  const label = t(enabled ? "disconnect" : "connect");
  return (
    <>
      <Button
        size="sm"
        disabled={busy}
        onClick={enabled ? () => setAsking(true) : toggle}
        aria-label={`${label}: ${name}`}
      >
        {label}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("disconnectTitle", { name })}
        description={t("disconnectText")}
        closeLabel={common("close")}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
          <Button variant="danger" onClick={toggle}>
            {t("disconnect")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
