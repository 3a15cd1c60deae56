"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { roles } from "#lib/auth/roles";
import { createPersonAction, updatePersonAction } from "#lib/users/people-actions";
import type { PersonView } from "#lib/users/queries";

interface PersonDialogProps {
  /** null for somebody new. */
  person: PersonView | null;
  connections: { id: string; name: string }[];
  onClose: () => void;
}

const extensionField = (connectionId: string) => `extensions.${connectionId}`;

export function PersonDialog({ person, connections, onClose }: PersonDialogProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const roleNames = useTranslations("shell");
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<{ fields: Record<string, string>; message?: string }>({
    fields: {},
  });

  function errorOf(field: string): string | undefined {
    const key = `errors.${problem.fields[field]}` as "errors.required";
    return t.has(key) ? t(key, { message: problem.message ?? "" }) : undefined;
  }

  function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "");
    const input = {
      name: text("name"),
      role: text("role"),
      password: text("password"),
      extensions: Object.fromEntries(connections.map(({ id }) => [id, text(extensionField(id))])),
    };
    start(async () => {
      const result = person
        ? await updatePersonAction({ id: person.id, ...input })
        : await createPersonAction({ email: text("email"), ...input });
      if (result.ok) {
        toast.success(t(person ? "saved" : "created", { name: input.name }));
        return onClose();
      }
      setProblem({ fields: result.fields ?? {}, message: result.message });
      const words = `errors.${result.code}` as "errors.own-role";
      if (!result.fields) toast.error(t.has(words) ? t(words) : common("failed"));
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person ? t("edit", { name: person.name }) : t("add")}
      closeLabel={common("close")}
    >
      {/* Not a form action: React would empty the fields after each try, refused ones too. */}
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
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
        <Field
          label={person ? t("newPassword") : t("password")}
          help={person ? t("newPasswordHelp") : t("passwordHelp")}
          error={errorOf("password")}
        >
          <Input name="password" type="password" autoComplete="new-password" />
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
                  defaultValue={person?.extensions.find((one) => one.connectionId === id)?.number}
                />
              </Field>
            ))}
          </fieldset>
        )}
        <Button type="submit" variant="primary" disabled={pending}>
          {person ? common("save") : t("create")}
        </Button>
      </form>
    </Dialog>
  );
}
