"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { HoursFields, hoursIn } from "#components/ui/hours-fields";
import { Input, Select } from "#components/ui/input";
import type { Refusal } from "#lib/auth/action";
import { roles } from "#lib/auth/roles";
import type { HandedLink } from "#lib/people/mail-link";
import { createPersonAction, updatePersonAction } from "#lib/people/people-actions";
import type { PersonView } from "#lib/people/queries";
import { useAction } from "../ui/use-action";
import { shownLink, type ShownLink } from "./link-dialog";
import { toast } from "../ui/toast";

interface PersonDialogProps {
  /** null for somebody new. */
  person: PersonView | null;
  /** What the form of somebody new begins with; extensions by connection id. */
  draft?: { name: string; email: string; extensions: Record<string, string> };
  connections: { id: string; name: string }[];
  onClose: () => void;
  /** Of somebody new there is an invitation to be shown. */
  onLink: (link: ShownLink) => void;
  onCreated?: () => void;
}

/** Refusals that are about the role that was chosen. */
const roleFaults = ["own-role", "last-admin"] as const;

const extensionField = (connectionId: string) => `extensions.${connectionId}`;

export function PersonDialog(props: PersonDialogProps) {
  const { person, draft, connections, onClose, onLink } = props;
  const t = useTranslations("people");
  const links = useTranslations("access.link");
  const common = useTranslations("common");
  const roleNames = useTranslations("shell");
  const hours = useTranslations("callbacks.hours");
  const update = useAction(updatePersonAction);
  const create = useAction(createPersonAction);
  const { busy, refusal } = person ? update : create;

  const roleFault = refusal && roleFaults.find((code) => code === refusal.code);

  function errorOf(field: string): string | undefined {
    const key = `errors.${refusal?.fields?.[field]}` as "errors.required";
    return t.has(key) ? t(key, refusal?.values) : undefined;
  }

  function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "");
    const input = {
      name: text("name"),
      role: text("role"),
      hours: hoursIn(form),
      extensions: Object.fromEntries(connections.map(({ id }) => [id, text(extensionField(id))])),
    };
    const onRefused = ({ code, fields }: Refusal) => {
      const key = `errors.${code}` as "errors.own-role";
      if (!fields && !roleFaults.some((one) => one === code))
        toast.error(t.has(key) ? t(key) : common("failed"));
    };
    const email = text("email");
    const onDone = ({ link }: { link: HandedLink | null }) => {
      const shown = link && shownLink(input.name, "invitation", link);
      if (!link) toast.success(t(person ? "saved" : "created", { name: input.name }));
      else if (!shown) toast.success(links("mailed", { email }));
      if (!person) props.onCreated?.();
      onClose();
      if (shown) onLink(shown);
    };
    if (!person) return create.run({ ...input, email }, { onDone, onRefused });
    const corrected = person.invited ? { email } : {};
    update.run({ id: person.id, ...input, ...corrected }, { onDone, onRefused });
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
          <Input name="name" defaultValue={person?.name ?? draft?.name} autoComplete="off" />
        </Field>
        {(!person || person.invited) && (
          <Field
            label={t("email")}
            help={person ? links("newEmailHelp") : undefined}
            error={errorOf("email")}
          >
            <Input
              name="email"
              type="email"
              defaultValue={person?.email ?? draft?.email}
              autoComplete="off"
            />
          </Field>
        )}
        <Field
          label={t("role")}
          help={t("roleHelp")}
          error={roleFault ? t(`errors.${roleFault}`) : undefined}
        >
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
                    person?.extensions.find(({ connectionId }) => connectionId === id)?.number ??
                    draft?.extensions[id]
                  }
                />
              </Field>
            ))}
          </fieldset>
        )}
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-1 font-medium">{t("hoursTitle")}</legend>
          <p className="text-xs text-ink-soft">{t("hoursHelp")}</p>
          <HoursFields
            hours={person?.hours ?? null}
            error={
              Object.keys(refusal?.fields ?? {}).some((key) => key.startsWith("hours"))
                ? hours("invalid")
                : undefined
            }
          />
        </fieldset>
        <Button type="submit" variant="primary" disabled={busy}>
          {person ? common("save") : t("invite")}
        </Button>
      </Form>
    </Dialog>
  );
}
