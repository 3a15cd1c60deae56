"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { Input, Textarea } from "#components/ui/input";
import { setLineScriptAction } from "#lib/templates/script-actions";
import { longestLine, longestScript, type LineScriptView } from "#lib/templates/template-view";
import { useAction } from "../ui/use-action";
import { useLineName } from "./use-line-name";
import { useTemplateFault } from "./use-template-fault";

interface ScriptDialogProps {
  /** The one to change; null: of a line that is not in the list. */
  script: LineScriptView | null;
  onClose: () => void;
}

/** What is read out on a line; without a text, nothing is. */
export function ScriptDialog({ script, onClose }: ScriptDialogProps) {
  const t = useTranslations("templates.scripts");
  const common = useTranslations("common");
  const faultOf = useTemplateFault();
  const lineName = useLineName();
  const { run, busy, refusal } = useAction(setLineScriptAction);
  const { line: lineFault, text: textFault } = refusal?.fields ?? {};

  function save(form: FormData) {
    if (busy) return;
    const line = script?.line ?? String(form.get("line"));
    run({ line, text: String(form.get("text")) }, { onDone: onClose });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={script ? t("of", { line: lineName(script.line) }) : t("new")}
      closeLabel={common("close")}
    >
      <Form onSubmit={save}>
        {!script && (
          <Field label={t("line")} help={t("lineHelp")} error={lineFault && faultOf(lineFault)}>
            <Input name="line" maxLength={longestLine} autoComplete="off" />
          </Field>
        )}
        <Field label={t("text")} help={t("textHelp")} error={textFault && faultOf(textFault)}>
          <Textarea
            name="text"
            defaultValue={script?.text}
            maxLength={longestScript}
            className="field-sizing-content max-h-72 min-h-40!"
          />
        </Field>
        {refusal && !refusal.fields && (
          <p role="alert" className="text-sm font-medium text-missed">
            {faultOf(refusal.code)}
          </p>
        )}
        <Button type="submit" variant="primary" disabled={busy} className="self-end">
          {common("save")}
        </Button>
      </Form>
    </Dialog>
  );
}
