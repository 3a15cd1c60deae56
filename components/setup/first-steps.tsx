"use client";

import { Circle, CircleCheck, PartyPopper } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/page";
import type { Country } from "#lib/connections/countries";
import type { Telephones } from "#lib/calls/call-silence";
import type { OwnExtension } from "#lib/people/queries";
import { dismissSetupAction } from "#lib/setup/actions";
import { setupSteps, type SetupDone, type SetupStep } from "#lib/setup/setup-view";
import { useAlertSettings } from "../alerts/alert-settings";
import { useNoticePermission } from "../alerts/notice-permission";
import { laterComponent } from "../ui/later";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";
import { CompanyForm } from "./company-form";
import { RingStep, useOwnRing } from "./ring-step";

const AlertsDialog = laterComponent(() =>
  import("#components/alerts/alerts-dialog").then((module) => module.AlertsDialog),
);

interface FirstStepsProps {
  done: SetupDone;
  company: { country: string | null; zone: string | null };
  countries: Country[];
  zones: string[];
  /** Of each country, by its code. */
  zonesOf: Readonly<Record<string, string[]>>;
  /** Of the connection to be tested. */
  connection: string | null;
  /** A call has come to this person's screen before. */
  seen: boolean;
  own: OwnExtension[];
  telephones: Telephones;
}

/** The way from an empty installation to a real ring on one's own screen. */
export function FirstSteps(props: FirstStepsProps) {
  const { company, countries, zones, zonesOf, connection, seen, own, telephones } = props;
  const t = useTranslations("setup");
  const { ringtone, notices } = useAlertSettings();
  const permission = useNoticePermission();
  const ring = useOwnRing();
  const done: Record<SetupStep, boolean> = {
    ...props.done,
    alerts: ringtone || (notices && permission === "granted"),
    ring: seen || ring !== null,
  };
  const hrefs: Partial<Record<SetupStep, string>> = {
    people: "/admin/people",
    connection: "/admin/connections/new",
    extensions: "/admin/people",
    test: connection ? `/admin/connections/${connection}` : "/admin/connections",
    import: "/contacts/import",
  };
  const more: Partial<Record<SetupStep, ReactNode>> = {
    company: <Company {...company} countries={countries} zones={zones} zonesOf={zonesOf} />,
    alerts: <AlertsStep done={done.alerts} blocked={permission === "denied"} />,
    ring: <RingStep seen={seen} own={own} telephones={telephones} />,
  };
  const count = setupSteps.filter((step) => done[step]).length;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle", { count, total: setupSteps.length })}
        actions={<Dismiss />}
      />
      {count === setupSteps.length && (
        <p
          role="status"
          className="mb-4 flex items-start gap-3 rounded-xl border border-line bg-surface px-4 py-3 shadow-card"
        >
          <PartyPopper aria-hidden className="mt-0.5 size-5 shrink-0 text-talking" />
          <span>
            <span className="block font-medium">{t("complete.title")}</span>
            <span className="block text-sm text-ink-soft">{t("complete.text")}</span>
          </span>
        </p>
      )}
      <ol className="divide-y divide-line rounded-xl border border-line bg-surface shadow-card">
        {setupSteps.map((step) => (
          <Step key={step} step={step} done={done[step]} href={hrefs[step]}>
            {more[step]}
          </Step>
        ))}
      </ol>
    </div>
  );
}

interface StepProps {
  step: SetupStep;
  done: boolean;
  href: string | undefined;
  children: ReactNode;
}

function Step({ step, done, href, children }: StepProps) {
  const t = useTranslations("setup");
  const Icon = done ? CircleCheck : Circle;
  return (
    <li id={step} data-step={step} data-done={done} className="flex gap-3 px-4 py-3">
      <Icon
        role="img"
        aria-label={t(done ? "done" : "open")}
        className={`mt-0.5 size-5 shrink-0 ${done ? "text-talking" : "text-ink-soft"}`}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-60">
            <h2 className="font-medium">{t(`steps.${step}.title`)}</h2>
            <p className="text-sm text-ink-soft">{t(`steps.${step}.text`)}</p>
          </div>
          {href && (
            <Button size="sm" variant={done ? "ghost" : "secondary"} asChild>
              <Link href={href}>{t(`go.${step as "people"}`)}</Link>
            </Button>
          )}
        </div>
        {children}
      </div>
    </li>
  );
}

/** Asked once; what was said can be changed. */
function Company(
  props: FirstStepsProps["company"] & Pick<FirstStepsProps, "countries" | "zones" | "zonesOf">,
) {
  const { country, zone, countries } = props;
  const t = useTranslations("setup.company");
  /** Null: not asked for yet. */
  const [changing, setChanging] = useState<boolean | null>(null);
  if (country === null || zone === null || changing) {
    const asked = changing === true;
    return <CompanyForm {...props} begins={asked} onSaved={() => setChanging(false)} />;
  }
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm">
      {countries.find(({ code }) => code === country)?.name ?? country} · {zone}
      <Button
        size="sm"
        variant="ghost"
        // Back where the person was before the form.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={changing === false}
        onClick={() => setChanging(true)}
      >
        {t("change")}
      </Button>
    </p>
  );
}

function AlertsStep({ done, blocked }: { done: boolean; blocked: boolean }) {
  const t = useTranslations("setup");
  const alerts = useTranslations("alerts");
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col items-start gap-2">
      {blocked && <p className="text-sm text-ringing">{alerts("noticesHelp.denied")}</p>}
      <Button
        size="sm"
        variant={done ? "ghost" : "secondary"}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t("go.alerts")}
      </Button>
      {open && <AlertsDialog open onOpenChange={setOpen} />}
    </div>
  );
}

function Dismiss() {
  const t = useTranslations("setup");
  const router = useRouter();
  const { run, busy } = useAction(dismissSetupAction);

  function dismiss() {
    run(
      {},
      {
        onDone: () => router.push("/contacts"),
        onRefused: () => toast.error(t("company.failed")),
      },
    );
  }

  return (
    <Button variant="ghost" disabled={busy} onClick={dismiss} title={t("dismissHelp")}>
      {t("dismiss")}
    </Button>
  );
}
