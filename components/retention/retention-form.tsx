"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field, Form } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { foreseeLossAction, setRetentionAction } from "#lib/retention/actions";
import {
  mostDays,
  retentionKinds,
  retentionNames,
  type Loss,
  type Retention,
  type RetentionKind,
} from "#lib/retention/kinds";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";
import { LossDialog } from "./loss-dialog";

const isAny = (loss: Loss) => retentionNames.some((kind) => loss[kind] > 0);

/** For administrators: how many days what goes by itself is kept; an empty field keeps it for good. */
export function RetentionForm({ retention }: { retention: Retention }) {
  const t = useTranslations("retention");
  const common = useTranslations("common");
  const foresee = useAction(foreseeLossAction);
  const { run, busy } = useAction(setRetentionAction);
  /** What is asked about before it is saved. */
  const [asked, setAsked] = useState<{ wanted: Retention; loss: Loss } | null>(null);

  function submit(form: FormData) {
    const daysOf = (kind: RetentionKind) => {
      const text = String(form.get(kind) ?? "").trim();
      if (text === "") return null;
      // What is no number goes as it was typed: the action names the field.
      return /^\d+$/.test(text) ? Number(text) : text;
    };
    const input = Object.fromEntries(retentionNames.map((kind) => [kind, daysOf(kind)]));
    const wanted = input as Retention;
    foresee.run(wanted, {
      onDone: (loss) => (isAny(loss) ? setAsked({ wanted, loss }) : save(wanted)),
      onRefused: ({ fields }) => !fields && toast.error(common("failed")),
    });
  }

  function save(wanted: Retention) {
    setAsked(null);
    run(wanted, {
      onDone: () => toast.success(common("saved")),
      onRefused: () => toast.error(common("failed")),
    });
  }

  function faultOf(kind: RetentionKind): string | undefined {
    if (!foresee.refusal?.fields?.[kind]) return undefined;
    const { fewest, forGood } = retentionKinds[kind];
    return t(forGood ? "faults.daysOrEmpty" : "faults.days", { fewest, most: mostDays });
  }

  return (
    <Form onSubmit={submit}>
      <div className="flex flex-col gap-5 rounded-xl border border-line bg-surface p-4 shadow-card">
        {retentionNames.map((kind) => (
          <Field
            key={kind}
            label={t(`kinds.${kind}.label`)}
            help={t(`kinds.${kind}.help`)}
            error={faultOf(kind)}
          >
            <Input
              name={kind}
              inputMode="numeric"
              autoComplete="off"
              className="figures max-w-40"
              defaultValue={retention[kind] ?? ""}
              placeholder={retentionKinds[kind].forGood ? t("forGood") : undefined}
            />
          </Field>
        ))}
        <Button
          type="submit"
          variant="primary"
          disabled={busy || foresee.busy}
          className="self-start"
        >
          {common("save")}
        </Button>
      </div>
      <LossDialog
        loss={asked?.loss ?? null}
        onClose={() => setAsked(null)}
        onAgreed={() => asked && save(asked.wanted)}
      />
    </Form>
  );
}
