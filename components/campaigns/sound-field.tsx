"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { uploadSoundAction } from "#lib/campaigns/actions";
import { largestSound } from "#lib/campaigns/sound-file";
import { useCampaignWords } from "./use-campaign-words";

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
  const [pending, start] = useTransition();
  const [outcome, setOutcome] = useState<{ ok: boolean; words: string } | null>(null);

  function choose(file: File | undefined) {
    onSound(null);
    setOutcome(null);
    if (!file) return;
    if (file.size > largestSound) {
      return setOutcome({ ok: false, words: words("sound-too-large") });
    }
    start(async () => {
      const form = new FormData();
      form.set("connectionId", connectionId);
      form.set("file", file);
      const failed = { ok: false, code: "failed", message: undefined } as const;
      const result = await uploadSoundAction(form).catch(() => failed);
      if (result.ok) onSound(result.data.id);
      setOutcome(
        result.ok
          ? { ok: true, words: t("soundTaken", { name: result.data.name }) }
          : { ok: false, words: words(result.code, result.message) },
      );
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
        <Input
          type="file"
          accept=".wav,audio/wav,audio/x-wav"
          className="py-1.5"
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </Field>
      <p role="status" className="text-xs text-talking empty:hidden">
        {pending ? t("soundSending") : outcome?.ok ? outcome.words : null}
      </p>
    </div>
  );
}
