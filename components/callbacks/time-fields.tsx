"use client";

import { useFormatter, useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { fromLocalInput, toLocalInput } from "#lib/base/local-time";
import { longestPostponement } from "#lib/callbacks/callback-view";
import { languageOf, type Locale } from "#lib/i18n/locales";
import type { WorkingHours } from "#lib/base/working-hours";
import type { TimeFault } from "#lib/i18n/time-in-words";
import { useZoneHint } from "../ui/use-zone-hint";

/** What stands in the field, the time below it then, and why the words give none. */
interface Typed {
  words: string;
  value: string;
  fault: TimeFault | null;
}

interface TimeFieldsProps {
  label: string;
  /** As `<input type="datetime-local">` has it, on the company's clock. */
  value: string;
  onChange: (value: string) => void;
  /** Of whoever will see to it: a morning begins with them. */
  hours: WorkingHours | null;
}

/** A time to come: typed in words, or chosen by the browser's own control, which shows what the words say. */
export function TimeFields({ label, value, hours, onChange }: TimeFieldsProps) {
  const t = useTranslations("callbacks.inWords");
  const zone = useTimeZone()!;
  const zoneHint = useZoneHint();
  const morning = hours?.hoursFrom;
  const language = languageOf(useLocale());
  const format = useFormatter();
  const [min] = useState(() => toLocalInput(new Date(), zone));
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef("");
  // Words stand only as long as the time that they gave, or left: a time chosen otherwise puts them away.
  const [typed, setTyped] = useState<Typed>({ words: "", value, fault: null });
  // Half a word is no mistake yet: it is one once somebody is done with the field.
  const [isDone, setDone] = useState(false);
  const stands = typed.value === value;
  const words = stands ? typed.words : "";
  const fault = stands ? typed.fault : null;

  const shown =
    value === ""
      ? ""
      : format.dateTime(fromLocalInput(value, zone), { dateStyle: "full", timeStyle: "short" });

  // Here before anything is typed.
  useEffect(() => void timeReader(language), [language]);
  // Otherwise Enter would take the time below, which is not what was meant.
  useEffect(() => {
    field.current?.setCustomValidity(fault ? t(fault) : "");
  }, [fault, t]);

  async function type(text: string) {
    latest.current = text;
    const empty = text.trim() === "";
    setDone(false);
    setTyped({ words: text, value, fault: empty ? null : "notUnderstood" });
    const read = await timeReader(language);
    if (empty || latest.current !== text) return;
    const at = read(text, zone, morning);
    if (!(at instanceof Date)) return setTyped({ words: text, value, fault: at });
    const given = toLocalInput(at, zone);
    setTyped({ words: text, value: given, fault: null });
    onChange(given);
  }

  return (
    <>
      <Field
        label={t("label")}
        help={words && !fault ? `= ${shown}` : t("examples")}
        error={isDone && fault ? t(fault) : undefined}
      >
        <Input
          ref={field}
          value={words}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => void type(event.target.value)}
          onBlur={() => setDone(true)}
          onInvalid={(event) => {
            // Said below the field, as of other fields, and not in the browser's own bubble.
            event.preventDefault();
            setDone(true);
            event.currentTarget.focus();
          }}
        />
      </Field>
      <Field label={label} hint={zoneHint}>
        <Input
          type="datetime-local"
          required
          min={min}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    </>
  );
}

/** @returns reads words as a time to come on the clock of a zone */
async function timeReader(language: Locale) {
  const { readTime, timeReaders } = await import("#lib/i18n/time-in-words");
  const readers = await timeReaders(language);
  return (words: string, zone: string, morning?: number) =>
    readTime(words, { readers, zone, now: new Date(), longest: longestPostponement, morning });
}
