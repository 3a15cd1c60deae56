"use client";

import { Download, Eraser, ShieldUser } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Menu, MenuItem } from "#components/ui/menu";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { erasePersonAction, personalDataAction } from "#lib/privacy/actions";
import type { AlikeContact } from "#lib/privacy/alike";
import type { Held } from "#lib/privacy/export-person";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

/** For administrators: what is held about a person as a file, and all of it erased. */
export function PersonalData({ contactId }: { contactId: string }) {
  const t = useTranslations("personalData");
  const [held, setHeld] = useState<Held | null>(null);
  const { run } = useAction(personalDataAction);

  function ask() {
    const onRefused = () => void toast.error(t("failed"));
    run({ id: contactId }, { onDone: setHeld, onRefused });
  }

  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" aria-label={t("open")}>
            <ShieldUser aria-hidden className="size-3.5" />
          </Button>
        }
      >
        <MenuItem
          icon={<Download aria-hidden className="size-4" />}
          onSelect={() => window.location.assign(`/contacts/export/${contactId}`)}
        >
          {t("export")}
        </MenuItem>
        <MenuItem icon={<Eraser aria-hidden className="size-4" />} onSelect={ask}>
          {t("erase")}
        </MenuItem>
      </Menu>
      {held && <EraseDialog contactId={contactId} held={held} onClose={() => setHeld(null)} />}
    </>
  );
}

/** Another contact that may be the same person; none is erased unasked. */
function AlikeChoice({ alike }: { alike: AlikeContact }) {
  const t = useTranslations("personalData");
  const { id, name, company, deleted, by } = alike;
  const about = [company, t(`alikeBy.${by}`), deleted && t("inBin")].filter(Boolean).join(" · ");
  return (
    <label className="flex items-start gap-2 rounded-md px-1 py-1 hover:bg-hover">
      <input
        type="checkbox"
        name="also"
        value={id}
        className="mt-1 size-4 accent-(--accent-fill)"
      />
      <span className="min-w-0 wrap-anywhere">
        {name}
        <span className="block text-xs text-ink-soft">{about}</span>
      </span>
    </label>
  );
}

interface EraseDialogProps {
  contactId: string;
  held: Held;
  onClose: () => void;
}

const kinds = ["calls", "texts", "notes", "callbacks", "leads"] as const;
const known = ["name", "in-call", "importing", "not-found"] as const;

/** Nothing brings it back, so the name is typed. */
function EraseDialog({ contactId, held, onClose }: EraseDialogProps) {
  const t = useTranslations("personalData");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, busy, refusal } = useAction(erasePersonAction);
  const code = known.find((one) => one === refusal?.code) ?? "failed";
  const alikeHeading = useId();
  const shared = held.shared.map((e164) => formatPhoneNumber({ raw: e164, e164 })).join(", ");

  function erase(form: FormData) {
    const name = String(form.get("name") ?? "");
    const also = form.getAll("also").map(String);
    const onDone = () => {
      toast.success(t("erased"));
      // Neither the way back nor what the browser keeps of pages shows them once more.
      router.replace("/contacts");
      router.refresh();
    };
    run({ id: contactId, name, also }, { onDone });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || busy || onClose()}
      title={t("title")}
      description={t("text")}
      closeLabel={common("close")}
    >
      <ul className="mb-3 list-disc pl-5 text-sm">
        {held.contacts > 1 && <li>{t("counts.contacts", { count: held.contacts })}</li>}
        {kinds.map(
          (kind) =>
            held[kind] > 0 && <li key={kind}>{t(`counts.${kind}`, { count: held[kind] })}</li>,
        )}
      </ul>
      {shared && <p className="mb-3 text-sm">{t("shared", { numbers: shared })}</p>}
      <p className="mb-4 text-sm text-ink-soft">{t("elsewhere")}</p>
      <Form onSubmit={erase}>
        {held.alike.length > 0 && (
          <div role="group" aria-labelledby={alikeHeading} className="flex flex-col gap-1">
            <p id={alikeHeading} className="text-sm font-medium">
              {t("alike")}
            </p>
            {held.alike.map((alike) => (
              <AlikeChoice key={alike.id} alike={alike} />
            ))}
          </div>
        )}
        <Field
          label={t("confirm", { name: held.name })}
          error={refusal ? t(`errors.${code}`) : undefined}
        >
          <Input name="name" autoComplete="off" />
        </Field>
        <Button type="submit" variant="danger" disabled={busy} className="self-end">
          {busy ? t("erasing") : t("submit")}
        </Button>
      </Form>
    </Dialog>
  );
}
