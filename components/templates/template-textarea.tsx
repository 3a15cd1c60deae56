"use client";

import { TextQuote } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type RefObject, useRef, useState } from "react";
import { MentionField } from "#components/notices/mention-field";
import { Button } from "#components/ui/button";
import { Textarea } from "#components/ui/input";
import type { TemplateKind } from "#lib/templates/template-view";
import { classNames } from "../ui/class-names";
import { laterComponent } from "../ui/later";

/** Nobody needs it before they have opened it. */
const TemplatePicker = laterComponent(() =>
  import("./template-picker").then((module) => module.TemplatePicker),
);

interface TemplateTextareaProps extends Omit<ComponentProps<"textarea">, "ref"> {
  kind: TemplateKind;
  fieldRef?: RefObject<HTMLTextAreaElement | null>;
}

/**
 * A field into which a template can be put where the cursor stands: by its button, or by F2. A note's offers colleagues
 * after "@", too; children lie over it.
 */
export function TemplateTextarea(props: TemplateTextareaProps) {
  const { kind, fieldRef, className, onFocus, onKeyDown, ...rest } = props;
  const Field = kind === "note" ? MentionField : Textarea;
  const t = useTranslations("common.templates");
  const own = useRef<HTMLTextAreaElement>(null);
  const field = fieldRef ?? own;
  const button = useRef<HTMLButtonElement>(null);
  /** The field, while the list is open. */
  const [openFor, setOpenFor] = useState<HTMLTextAreaElement | null>(null);
  // Where nobody has been, the cursor stands nowhere: what is put in goes to the end.
  const [wasIn, setWasIn] = useState(false);

  return (
    <div className="relative">
      <Field
        ref={field}
        className={classNames("pr-10", className)}
        onFocus={(event) => {
          setWasIn(true);
          onFocus?.(event);
        }}
        onKeyDown={(event) => {
          if (event.key !== "F2") return onKeyDown?.(event);
          event.preventDefault();
          setOpenFor(event.currentTarget);
        }}
        {...rest}
      />
      <Button
        ref={button}
        variant="ghost"
        size="icon"
        aria-haspopup="dialog"
        aria-expanded={openFor !== null}
        aria-label={t("insert")}
        title={`${t("insert")} (F2)`}
        data-key="F2"
        aria-keyshortcuts="F2"
        onClick={() => setOpenFor(openFor ? null : field.current)}
        className="absolute top-1 right-1 size-7!"
      >
        <TextQuote aria-hidden className="size-4" />
      </Button>
      {openFor && (
        <TemplatePicker
          kind={kind}
          field={openFor}
          atEnd={!wasIn}
          buttonRef={button}
          onClose={() => setOpenFor(null)}
        />
      )}
    </div>
  );
}
