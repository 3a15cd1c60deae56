"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { Input, Textarea } from "#components/ui/input";
import type { ActionResult } from "#lib/auth/action";
import { placeholders, unknownPlaceholder } from "#lib/templates/placeholders";
import { addTemplateAction, changeTemplateAction } from "#lib/templates/template-actions";
import {
  longestName,
  longestTemplate,
  type TemplateKind,
  type TemplateView,
} from "#lib/templates/template-view";
import { useAction } from "../ui/use-action";
import { insertText } from "./insert-text";
import { usePlaceholderWords } from "./use-placeholder-words";
import { useTemplateFault } from "./use-template-fault";

interface TemplateDialogProps {
  kind: TemplateKind;
  /** The one to change; without it, a new one. */
  template?: TemplateView;
  onClose: () => void;
}

/** A template's name and text; its placeholders are put in by a click, or typed. */
export function TemplateDialog({ kind, template, onClose }: TemplateDialogProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const words = usePlaceholderWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(template ? words.shown(template.text) : "");
  const { run, busy, refusal } = useAction(save);
  const faultOf = useTemplateFault();

  function save(input: { name: string; text: string }): Promise<ActionResult<unknown>> {
    return template
      ? changeTemplateAction({ id: template.id, ...input })
      : addTemplateAction({ kind, ...input });
  }

  const { name: nameFault, text: textFault } = refusal?.fields ?? {};
  const unknown = unknownPlaceholder(words.kept(text)) ?? "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(template ? "change" : `new.${kind}`)}
      closeLabel={common("close")}
    >
      <Form
        onSubmit={(form) => {
          const name = String(form.get("name"));
          if (!busy) run({ name, text: words.kept(text) }, { onDone: onClose });
        }}
      >
        <Field label={t("name")} error={nameFault && faultOf(nameFault)}>
          <Input
            name="name"
            defaultValue={template?.name}
            maxLength={longestName}
            autoComplete="off"
          />
        </Field>
        <Field
          label={t("text")}
          help={t("textHelp")}
          error={textFault && faultOf(textFault, { word: unknown })}
        >
          <Textarea
            ref={field}
            value={text}
            maxLength={longestTemplate}
            onChange={(event) => setText(event.target.value)}
            className="field-sizing-content max-h-72"
          />
        </Field>
        <div role="group" aria-label={t("putIn")} className="-mt-2 flex flex-wrap gap-1.5">
          {placeholders.map((name) => (
            <Button
              key={name}
              size="sm"
              title={t(`meanings.${name}`)}
              onClick={() => {
                insertText(field.current!, words.inWords(name));
                field.current!.focus();
              }}
            >
              {words.inWords(name)}
            </Button>
          ))}
        </div>
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
