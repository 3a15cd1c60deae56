"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { type TemplateKind, templateKinds, type TemplateView } from "#lib/templates/template-view";
import { useKeptFocus } from "../ui/use-kept-focus";
import { TemplateDialog } from "./template-dialog";
import { TemplateRow } from "./template-row";

/** The texts that the team puts into notes and text messages, in the order in which they are offered. */
export function TemplatesList({ templates }: { templates: TemplateView[] }) {
  const [asked, setAsked] = useState<{ kind: TemplateKind; template?: TemplateView } | null>(null);
  return (
    <>
      {templateKinds.map((kind) => (
        <KindOfTemplates
          key={kind}
          kind={kind}
          templates={templates.filter((template) => template.kind === kind)}
          onAsk={(template) => setAsked({ kind, template })}
        />
      ))}
      {asked && <TemplateDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface KindProps {
  kind: TemplateKind;
  templates: TemplateView[];
  /** A template is to be changed, or a new one added. */
  onAsk: (template?: TemplateView) => void;
}

function KindOfTemplates({ kind, templates, onAsk }: KindProps) {
  const t = useTranslations("templates");
  const list = useKeptFocus<HTMLOListElement>();
  return (
    <Card
      title={t(`kinds.${kind}`)}
      actions={
        <Button size="sm" aria-haspopup="dialog" onClick={() => onAsk()}>
          <Plus aria-hidden className="size-3.5" />
          {t(`new.${kind}`)}
        </Button>
      }
    >
      {templates.length === 0 && <p className="px-4 py-3 text-ink-soft">{t(`empty.${kind}`)}</p>}
      <ol ref={list} aria-label={t(`kinds.${kind}`)} className="empty:hidden">
        {templates.map((template, index) => (
          <TemplateRow
            key={template.id}
            template={template}
            first={index === 0}
            last={index === templates.length - 1}
            onChange={() => onAsk(template)}
          />
        ))}
      </ol>
    </Card>
  );
}
