"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Switch } from "#components/ui/switch";
import type { ActionResult } from "#lib/auth/action";
import { createContactAction } from "#lib/contacts/actions";
import { similarContactsAction } from "#lib/contacts/duplicates/actions";
import type { SimilarContact } from "#lib/contacts/duplicates/similar-contacts";
import { type ContactFields, fieldsOfKind, pick } from "#lib/contacts/fields";
import { answerOf, useAction } from "../ui/use-action";
import { type Choices, FieldEditor, useErrorWords } from "./field-editor";
import { editableFields, newContactFields, readFields } from "./form-values";
import { leaveBy } from "../ui/leave-by";
import { LeaveGuard } from "../ui/leave-guard";
import { toast } from "../ui/toast";

interface NewContactProps {
  /** What the screen pop knew of the caller. */
  known: { name: string; company: string; phone: string };
  /** The call during which the contact is written down. */
  callId?: string;
  ownerId: string;
  choices: Choices;
}

export function NewContact({ known, callId, ownerId, choices }: NewContactProps) {
  const t = useTranslations("contacts");
  const router = useRouter();
  return (
    <SimilarContacts>
      <ContactForm
        initial={newContactFields(known, ownerId)}
        choices={choices}
        submitLabel={t("create")}
        save={(values) => createContactAction({ ...values, callId })}
        onSaved={(id, { name }) => {
          toast.success(t("created", { name }));
          // The way back does not lead to a form that would write them down once more.
          router.replace(`/contacts/${id}`);
        }}
        onCancel={() => leaveBy(() => router.back())}
      />
    </SimilarContacts>
  );
}

const nothing = JSON.stringify({ numbers: [], emails: [] });

/**
 * Around a form for somebody new: says who has the number or e-mail address already, as soon as it is
 * typed. Nothing is kept from being saved: two people may share a telephone.
 */
function SimilarContacts({ children }: { children: ReactNode }) {
  const t = useTranslations("duplicates.similar");
  const around = useRef<HTMLDivElement>(null);
  const asked = useRef("");
  const [similar, setSimilar] = useState<SimilarContact[]>([]);

  async function look() {
    const typed = (type: string) =>
      [...(around.current?.querySelectorAll<HTMLInputElement>(`input[type=${type}]`) ?? [])]
        .map(({ value }) => value.trim())
        .filter(Boolean);
    const about = { numbers: typed("tel"), emails: typed("email") };
    const now = JSON.stringify(about);
    if (now === asked.current || (asked.current === "" && now === nothing)) return;
    asked.current = now;
    const result = await answerOf(similarContactsAction(about));
    // Somebody has typed on meanwhile: then a later answer counts.
    if (result.ok && asked.current === now) setSimilar(result.data);
  }

  return (
    // On focus, too: the number may have come with the page.
    <div
      ref={around}
      onFocus={() => void look()}
      onBlur={() => void look()}
      className="flex flex-col gap-4"
    >
      <div role="status" className={similar.length === 0 ? "hidden" : undefined}>
        {similar.length > 0 && (
          <div className="rounded-md bg-ringing-soft px-3 py-2 text-sm">
            <p className="font-medium text-ringing">{t("title", { count: similar.length })}</p>
            <ul>
              {similar.map(({ id, name, company, shared }) => (
                <li key={id} className="flex flex-wrap gap-x-2">
                  <Link href={`/contacts/${id}`} className="font-medium underline">
                    {name}
                  </Link>
                  <span className="figures text-ink-soft">
                    {[company, t("has", { shared })].filter(Boolean).join(" · ")}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {children}
    </div>
  );
}

interface ContactFormProps {
  initial: ContactFields;
  choices: Choices;
  submitLabel: string;
  save: (values: ContactFields) => Promise<ActionResult<{ id: string }>>;
  onSaved: (id: string, values: ContactFields) => void;
  onCancel: () => void;
}

/** In the order of a conversation: who, how to reach them, the rest. */
const order = editableFields("name", "numbers");
const flags = fieldsOfKind("flag");

/** A whole contact at once. Keeps what was typed until it is saved; tells what is wrong at the field. */
function ContactForm(props: ContactFormProps) {
  const t = useTranslations("contacts");
  const words = useErrorWords();
  const form = useRef<HTMLFormElement>(null);
  const { run, busy, refusal } = useAction(props.save);
  const [switched, setSwitched] = useState(pick(props.initial, flags));
  // The form was asked for: its first field is where the person is going.
  useEffect(() => form.current?.querySelector<HTMLElement>("[name=name]")?.focus(), []);
  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = { ...readFields(new FormData(event.currentTarget), order), ...switched };
    run(values, { onDone: ({ id }) => props.onSaved(id, values) });
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {order.map((field) => (
        <FieldEditor
          key={field}
          field={field}
          initial={props.initial}
          choices={props.choices}
          errors={refusal?.fields}
        />
      ))}
      {flags.map((flag) => (
        <Switch
          key={flag}
          label={t(`fields.${flag}`)}
          help={t(`help.${flag}`)}
          checked={switched[flag]}
          onChange={(checked) => setSwitched({ ...switched, [flag]: checked })}
        />
      ))}
      {refusal && (
        <div role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {words(refusal.code)}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t("saving") : props.submitLabel}
        </Button>
        <Button variant="ghost" onClick={props.onCancel}>
          {t("cancel")}
        </Button>
      </div>
      <LeaveGuard form={form} />
    </form>
  );
}
