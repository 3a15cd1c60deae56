"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import type { Refusal } from "#lib/auth/action";
import { roles } from "#lib/auth/roles";
import type { HandedLink } from "#lib/people/mail-link";
import { createPersonAction, updatePersonAction } from "#lib/people/people-actions";
import type { PersonView } from "#lib/people/queries";
import { useAction } from "../ui/use-action";
import { shownLink, type ShownLink } from "./link-dialog";

interface PersonDialogProps {
  /** null for somebody new. */
  person: PersonView | null;
  connections: { id: string; name: string }[];
  onClose: () => void;
  /** Of somebody new there is an invitation to be shown. */
  onLink: (link: ShownLink) => void;
}

const extensionField = (connectionId: string) => `extensions.${connectionId}`;

export function PersonDialog({ person, connections, onClose, onLink }: PersonDialogProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const roleNames = useTranslations("shell");
  const update = useAction(updatePersonAction);
  const create = useAction(createPersonAction);
  const { busy, refusal } = person ? update : create;

  function errorOf(field: string): string | undefined {
    const key = `errors.${refusal?.fields?.[field]}` as "errors.required";
    return t.has(key) ? t(key, { message: refusal?.message ?? "" }) : undefined;
  }

  function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "");
    const input = {
      name: text("name"),
      role: text("role"),
      extensions: Object.fromEntries(connections.map(({ id }) => [id, text(extensionField(id))])),
    };
    const onRefused = ({ code, fields }: Refusal) => {
      const key = `errors.${code}` as "errors.own-role";
      if (!fields) toast.error(t.has(key) ? t(key) : common("failed"));
    };
    if (person) {
      const onDone = () => {
        toast.success(t("saved", { name: input.name }));
        onClose();
      };
      return update.run({ id: person.id, ...input }, { onDone, onRefused });
    }
    const email = text("email");
    const onDone = ({ link }: { link: HandedLink | null }) => {
      const shown = link && shownLink(input.name, "invitation", link);
      if (!link) toast.success(t("created", { name: input.name }));
      else if (!shown) toast.success(t("link.mailed", { email }));
      onClose();
      if (shown) onLink(shown);
    };
    create.run({ ...input, email }, { onDone, onRefused });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person ? t("edit", { name: person.name }) : t("add")}
      closeLabel={common("close")}
    >
      <Form onSubmit={submit}>
        <Field label={t("name")} error={errorOf("name")}>
          <Input name="name" defaultValue={person?.name} autoComplete="off" />
        </Field>
        {!person && (
          <Field label={t("email")} error={errorOf("email")}>
            <Input name="email" type="email" autoComplete="off" />
          </Field>
        )}
        <Field label={t("role")} help={t("roleHelp")}>
          <Select name="role" defaultValue={person?.role ?? "sales"}>
            {roles.map((role) => (
              <option key={role} value={role}>
                {roleNames(`roles.${role}`)}
              </option>
            ))}
          </Select>
        </Field>
        {connections.length > 0 && (
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-1 font-medium">{t("extensionsTitle")}</legend>
            <p className="text-xs text-ink-soft">{t("extensionsHelp")}</p>
            {connections.map(({ id, name }) => (
              <Field key={id} label={name} error={errorOf(extensionField(id))}>
                <Input
                  name={extensionField(id)}
                  inputMode="numeric"
                  className="figures"
                  defaultValue={
                    person?.extensions.find(({ connectionId }) => connectionId === id)?.number
                  }
                />
              </Field>
            ))}
          </fieldset>
        )}
        <Button type="submit" variant="primary" disabled={busy}>
          {person ? common("save") : t("invite")}
        </Button>
      </Form>
    </Dialog>
  );
}
