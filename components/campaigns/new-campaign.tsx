"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { clockText } from "#lib/base/local-time";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { createCampaignAction } from "#lib/campaigns/actions";
import type { CampaignMode } from "#lib/campaigns/campaign-states";
import type { PermittedHours } from "#lib/campaigns/permitted-hours";
import type { CampaignLine } from "#lib/campaigns/queries";
import { useAction } from "../ui/use-action";
import { ContactChoice, MannersFields, SoundField, type FormHours } from "./campaign-fields";
import { useCampaignWords } from "./campaign-commands";
import { leaveBy } from "../ui/leave-by";
import { LeaveGuard } from "../ui/leave-guard";

interface NewCampaignProps {
  lines: CampaignLine[];
  people: { id: string; name: string }[];
  zones: readonly string[];
  /** To begin with. */
  hours: PermittedHours;
}

export function NewCampaign({ lines, people, zones, hours }: NewCampaignProps) {
  const t = useTranslations("campaigns.form");
  const words = useCampaignWords();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { run, busy, refusal } = useAction(createCampaignAction);
  const [lineId, setLineId] = useState(lines[0]!.id);
  const [mode, setMode] = useState<CampaignMode>(lines[0]!.modes[0]!);
  const [soundId, setSoundId] = useState<string | null>(null);
  const [begun] = useState<FormHours>(() => ({
    hoursFrom: clockText(hours.hoursFrom),
    hoursTo: clockText(hours.hoursTo),
    weekdays: [...hours.weekdays].map(Number),
    assumedZone: "",
  }));
  const [chosen, setChosen] = useState(begun);
  const line = lines.find(({ id }) => id === lineId)!;
  const error = (field: string) => {
    const code = refusal?.fields?.[field];
    return code && words(code);
  };
  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);

  function chooseLine(id: string) {
    setLineId(id);
    setMode(lines.find((line) => line.id === id)!.modes[0]!);
    // The sound went to the other provider.
    setSoundId(null);
  }

  function create() {
    const input = {
      ...readForm(form.current!, begun),
      connectionId: lineId,
      mode,
      soundId: soundId ?? "",
    };
    run(input, { onDone: (created) => router.push(`/campaigns/${created.id}`) });
  }

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4 p-4"
      onChange={() => setChosen(hoursIn(new FormData(form.current!), begun))}
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <Field label={t("name")} error={error("name")}>
        <Input name="name" maxLength={200} required autoComplete="off" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("connection")} error={error("connectionId")}>
          <Select value={lineId} onChange={(event) => chooseLine(event.target.value)}>
            {lines.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("mode")} help={t(`modeHelp.${mode}`)} error={error("mode")}>
          <Select value={mode} onChange={(event) => setMode(event.target.value as CampaignMode)}>
            {line.modes.map((offered) => (
              <option key={offered} value={offered}>
                {t(`modes.${offered}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <SoundField
        key={lineId}
        connectionId={lineId}
        error={error("sound") ?? error("soundId")}
        onSound={setSoundId}
      />
      <Field label={t("channels")} help={t("channelsHelp")} error={error("channels")}>
        <Input name="channels" type="number" min={1} max={30} defaultValue={3} required />
      </Field>
      {mode === "ours" && (
        <>
          <ContactChoice people={people} hours={chosen} error={error("contacts")} />
          <MannersFields zones={zones} hours={begun} error={error} />
        </>
      )}
      {refusal && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {words(refusal.code === "invalid" ? "form" : refusal.code, refusal.message)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t("creating") : t("create")}
        </Button>
        <Button variant="ghost" onClick={() => leaveBy(() => router.push("/campaigns"))}>
          {t("cancel")}
        </Button>
      </div>
      <LeaveGuard form={form} />
    </form>
  );
}

/** What was typed; fields that are not shown have what a list at the provider does not need. */
function readForm(form: HTMLFormElement, begun: FormHours) {
  const data = new FormData(form);
  return {
    name: textIn(data, "name", ""),
    channels: textIn(data, "channels", ""),
    contacts: { q: textIn(data, "q", ""), ownerId: textIn(data, "ownerId", "") },
    ...hoursIn(data, begun),
    maxAttempts: textIn(data, "maxAttempts", "1"),
    minGapMinutes: textIn(data, "minGapMinutes", "120"),
  };
}

function hoursIn(data: FormData, begun: FormHours): FormHours {
  return {
    hoursFrom: textIn(data, "hoursFrom", begun.hoursFrom),
    hoursTo: textIn(data, "hoursTo", begun.hoursTo),
    weekdays: data.has("hoursFrom") ? data.getAll("weekdays").map(Number) : begun.weekdays,
    assumedZone: textIn(data, "assumedZone", ""),
  };
}

function textIn(data: FormData, name: string, absent: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : absent;
}
