"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Field, Form } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { setRetentionAction } from "#lib/retention/actions";
import {
  mostDays,
  retentionKinds,
  retentionNames,
  type Retention,
  type RetentionKind,
} from "#lib/retention/kinds";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

/** For administrators: how many days what goes by itself is kept; an empty field keeps it for good. */
export function RetentionForm({ retention }: { retention: Retention }) {
  const t = useTranslations("retention");
  const common = useTranslations("common");
  const { run, busy, refusal } = useAction(setRetentionAction);

  function save(form: FormData) {
    const daysOf = (kind: RetentionKind) => {
      const text = String(form.get(kind) ?? "").trim();
      if (text === "") return null;
      // What is no number goes as it was typed: the action names the field.
      return /^\d+$/.test(text) ? Number(text) : text;
    };
    const input = Object.fromEntries(retentionNames.map((kind) => [kind, daysOf(kind)]));
    run(input as never, {
      onDone: () => toast.success(common("saved")),
      onRefused: ({ fields }) => !fields && toast.error(common("failed")),
    });
  }

  function faultOf(kind: RetentionKind): string | undefined {
    if (!refusal?.fields?.[kind]) return undefined;
    const { fewest, forGood } = retentionKinds[kind];
    return t(forGood ? "faults.daysOrEmpty" : "faults.days", { fewest, most: mostDays });
  }

  return (
    <Form onSubmit={save}>
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
        <Button type="submit" variant="primary" disabled={busy} className="self-start">
          {common("save")}
        </Button>
      </div>
    </Form>
  );
}
