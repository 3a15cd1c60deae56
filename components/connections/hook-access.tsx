"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { CopiedText } from "#components/ui/copied-text";
import { Field, Form } from "#components/ui/field";
import { Textarea } from "#components/ui/input";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import {
  endFormerTokenAction,
  renewHookTokenAction,
  setHookNetworksAction,
} from "#lib/connections/actions";
import type { HookAccessView } from "#lib/connections/hook-access";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

interface HookAccessProps {
  connectionId: string;
  access: HookAccessView;
}

/** Who may report calls here: by which tokens, and from which addresses. */
export function HookAccess({ connectionId, access }: HookAccessProps) {
  const t = useTranslations("connections.hookAccess");
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-4 p-4">
        {access.hasToken && <Tokens connectionId={connectionId} access={access} />}
        <Networks connectionId={connectionId} access={access} />
      </div>
    </Card>
  );
}

function Tokens({ connectionId, access }: HookAccessProps) {
  const t = useTranslations("connections.hookAccess");
  const [token, setToken] = useState<string | null>(null);
  const renewal = useAction(renewHookTokenAction);
  const ending = useAction(endFormerTokenAction);
  const onRefused = () => void toast.error(t("failed"));
  return (
    <div className="flex flex-col gap-2">
      {access.isMissing && !token && <p className="text-sm text-ringing">{t("missing")}</p>}
      {access.isWeak && <p className="text-sm text-missed">{t("weak")}</p>}
      {token && (
        <>
          <p className="text-sm">{t("fresh")}</p>
          <CopiedText text={token} labels={{ copy: t("copy"), copied: t("copied") }} />
        </>
      )}
      {access.formerUntil && (
        <p className="text-sm text-ink-soft">
          {t("former")} <RelativeTime iso={access.formerUntil} />.{" "}
          {access.formerUsedAt ? (
            <>
              {t("formerUsed")} <RelativeTime iso={access.formerUsedAt} />.
            </>
          ) : (
            t("formerUnused")
          )}
        </p>
      )}
      <p className="text-xs text-ink-soft">{t(access.isShared ? "renewHelp" : "renewHelpOwn")}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          disabled={renewal.busy}
          onClick={() =>
            renewal.run({ id: connectionId }, { onDone: (done) => setToken(done.token), onRefused })
          }
        >
          <KeyRound aria-hidden className="size-3.5" />
          {t("renew")}
        </Button>
        {access.formerUntil && (
          <Button
            size="sm"
            disabled={ending.busy}
            onClick={() =>
              ending.run(
                { id: connectionId },
                { onDone: () => void toast.success(t("ended")), onRefused },
              )
            }
          >
            {t("end")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Networks({ connectionId, access }: HookAccessProps) {
  const t = useTranslations("connections.hookAccess");
  const { run, busy, refusal } = useAction(setHookNetworksAction);
  // A new value of the server's replaces what is in the field.
  const [networks, setNetworks] = useState(access.networks);
  const { refused } = access;

  function save() {
    run({ id: connectionId, networks }, { onDone: () => void toast.success(t("saved")) });
  }

  return (
    <Form onSubmit={save}>
      <Field
        label={t("networks")}
        help={t("networksHelp")}
        error={refusal ? t(refusal.fields?.networks ? "wrongNetwork" : "failed") : undefined}
      >
        <Textarea
          name="networks"
          rows={2}
          value={networks}
          onChange={(event) => setNetworks(event.target.value)}
        />
      </Field>
      {refused && (
        <div className="flex flex-wrap items-center gap-2 text-sm text-missed">
          <span>
            {t("refused", { address: refused.address })} <RelativeTime iso={refused.at} />
          </span>
          <Button
            size="sm"
            onClick={() =>
              setNetworks([networks.trim(), refused.address].filter(Boolean).join(", "))
            }
          >
            {t("add")}
          </Button>
        </div>
      )}
      <Button type="submit" disabled={busy} className="self-end">
        {t("save")}
      </Button>
    </Form>
  );
}

/** Where the provider has to send its events. */
export function WebhookAddress({ address }: { address: string }) {
  const t = useTranslations("connections.webhook");
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-2 p-4">
        <p className="text-sm text-ink-soft">{t("help")}</p>
        <CopiedText text={address} labels={{ copy: t("copy"), copied: t("copied") }} />
      </div>
    </Card>
  );
}
