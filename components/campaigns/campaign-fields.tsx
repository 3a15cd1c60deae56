"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field";
import { WeekdayBoxes } from "#components/ui/weekday-boxes";
import { FileInput } from "#components/ui/file-input";
import { Input, Select } from "#components/ui/input";
import { previewContactsAction, uploadSoundAction } from "#lib/campaigns/actions";
import type { Foreseen } from "#lib/campaigns/foresee-skips";
import { largestSound } from "#lib/campaigns/sound-file";
import { useAction, useAnswer } from "../ui/use-action";
import { useCampaignWords } from "./campaign-commands";

interface SoundFieldProps {
  connectionId: string;
  error?: string;
  /** Null while there is none that the provider has taken. */
  onSound: (soundId: string | null) => void;
}

/** A file that goes to the provider at once, so that a wrong one is known while the form is open. */
export function SoundField({ connectionId, error, onSound }: SoundFieldProps) {
  const t = useTranslations("campaigns.form");
  const words = useCampaignWords();
  const { run: upload, busy } = useAction(uploadSoundAction);
  const [outcome, setOutcome] = useState<{ ok: boolean; words: string } | null>(null);

  function choose(file: File | undefined) {
    onSound(null);
    setOutcome(null);
    if (!file) return;
    if (file.size > largestSound) {
      return setOutcome({ ok: false, words: words("sound-too-large") });
    }
    const form = new FormData();
    form.set("connectionId", connectionId);
    form.set("file", file);
    upload(form, {
      onDone({ id, name }) {
        onSound(id);
        setOutcome({ ok: true, words: t("soundTaken", { name }) });
      },
      onRefused: ({ code, message }) => setOutcome({ ok: false, words: words(code, message) }),
    });
  }

  const refused = outcome && !outcome.ok ? outcome.words : undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={t("sound")}
        help={t("soundHelp")}
        error={refused ?? (outcome ? undefined : error)}
      >
        <FileInput
          accept=".wav,audio/wav,audio/x-wav"
          choose={t("chooseFile")}
          none={t("noFile")}
          onFile={choose}
        />
      </Field>
      <p role="status" className="text-xs text-talking empty:hidden">
        {busy ? t("soundSending") : outcome?.ok ? outcome.words : null}
      </p>
    </div>
  );
}

/** Long enough to let a word be typed, in ms. */
const pause = 250;

/** The hours as the form has them. */
export interface FormHours {
  hoursFrom: string;
  hoursTo: string;
  weekdays: number[];
  assumedZone: string;
}

interface ContactChoiceProps {
  people: { id: string; name: string }[];
  hours: FormHours;
  error?: string;
}

/** The contacts list's own filters, and how many people they mean. */
export function ContactChoice({ people, hours, error }: ContactChoiceProps) {
  const t = useTranslations("campaigns.form");
  const [choice, setChoice] = useState({ q: "", ownerId: "" });
  const { answer, refused } = useAnswer(
    JSON.stringify({ ...choice, hours }),
    () => previewContactsAction({ ...choice, hours }),
    pause,
  );
  const preview = refused ? null : answer?.data;

  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t("whom")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("search")} help={t("searchHelp")} error={error}>
          <Input
            name="q"
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setChoice({ ...choice, q: event.target.value })}
          />
        </Field>
        <Field label={t("owner")}>
          <Select
            name="ownerId"
            onChange={(event) => setChoice({ ...choice, ownerId: event.target.value })}
          >
            <option value="">{t("anyOwner")}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <p role="status" className="text-sm" data-preview>
        {preview && (
          <>
            <strong className="font-semibold">{t("preview", { count: preview.count })}</strong>{" "}
            {preview.doNotCall > 0 && (
              <span className="text-ink-soft">{t("leftOut", { count: preview.doNotCall })}</span>
            )}
            {preview.skips && <SkipsNotice skips={preview.skips} />}
          </>
        )}
      </p>
    </fieldset>
  );
}

/** Whom the campaign will leave out, and why; nothing when nobody. */
export function SkipsNotice({ skips }: { skips: Foreseen }) {
  const t = useTranslations("campaigns.skips");
  if (skips.noHours === 0) return null;
  const count = skips.noHours;
  return (
    <span className="block text-ringing" data-skips={count}>
      {t(skips.atLeast ? "atLeast" : "noHours", { count })} {t("why")}
    </span>
  );
}

interface MannersFieldsProps {
  zones: readonly string[];
  /** To begin with. */
  hours: FormHours;
  error: (field: string) => string | undefined;
}

/** When people may be called, how often, and how long they are left alone in between. */
export function MannersFields({ zones, hours, error }: MannersFieldsProps) {
  const t = useTranslations("campaigns.form");
  return (
    <>
      <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
        <legend className="sr-only">{t("hours")}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("hoursFrom")} help={t("hoursHelp")} error={error("hoursFrom")}>
            <Input name="hoursFrom" type="time" defaultValue={hours.hoursFrom} required />
          </Field>
          <Field label={t("hoursTo")} error={error("hoursTo")}>
            <Input name="hoursTo" type="time" defaultValue={hours.hoursTo} required />
          </Field>
        </div>
        <WeekdayBoxes label={t("weekdays")} chosen={hours.weekdays} />
        {error("weekdays") && (
          <p role="alert" className="text-xs font-medium text-missed">
            {error("weekdays")}
          </p>
        )}
        <Field label={t("zone")} help={t("zoneHelp")} error={error("assumedZone")}>
          <Select name="assumedZone">
            <option value="">{t("allZones")}</option>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        </Field>
      </fieldset>
      <fieldset className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
        <legend className="sr-only">{t("manners")}</legend>
        <Field label={t("maxAttempts")} help={t("maxAttemptsHelp")} error={error("maxAttempts")}>
          <Input name="maxAttempts" type="number" min={1} max={10} defaultValue={2} required />
        </Field>
        <Field label={t("minGap")} help={t("minGapHelp")} error={error("minGapMinutes")}>
          <Input
            name="minGapMinutes"
            type="number"
            min={5}
            max={10080}
            defaultValue={120}
            required
          />
        </Field>
      </fieldset>
    </>
  );
}
