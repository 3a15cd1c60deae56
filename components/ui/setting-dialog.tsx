"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ActionResult } from "#lib/auth/action";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Form } from "./field";
import { useAction } from "./use-action";
import { useOpenAtHash } from "./use-open-at-hash";
import { toast } from "./toast";

interface SettingDialogProps {
  /** What an address ends in that opens it, with its "#". */
  at: string;
  /** Of the button that opens it. */
  icon: ReactNode;
  /** @default "md" */
  size?: "sm" | "md";
  /** The setting's words: of the button that opens it, what it is called, what it means. */
  t: (key: "open" | "title" | "text") => string;
  /** Said when it is saved. @default nothing */
  saved?: string;
  /** Said of a failure. @default what is said of every one */
  failed?: string;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  /** What the form says, as the action takes it. */
  input: (form: FormData) => unknown;
  /** The refusal that stands at the field, by its code; of any other a notice tells. */
  fault?: { code: string; words: string };
  /** @param error the words of `fault`, after that refusal */
  children: (error?: string) => ReactNode;
}

/** For administrators: one setting of the company's, behind a button on the screen that it is about. */
export function SettingDialog(props: SettingDialogProps) {
  const { at, icon, size, t, saved, failed, action, input, fault, children } = props;
  const common = useTranslations("common");
  const [open, setOpen] = useOpenAtHash(at);
  const { run, busy, refusal, clear } = useAction(action);

  function show(next: boolean) {
    clear();
    setOpen(next);
  }

  function save(form: FormData) {
    run(input(form), {
      onDone() {
        if (saved) toast.success(saved);
        setOpen(false);
      },
      onRefused({ code }) {
        if (code !== fault?.code) toast.error(failed ?? common("failed"));
      },
    });
  }

  return (
    <>
      <Button size={size} variant="ghost" onClick={() => show(true)} aria-haspopup="dialog">
        {icon}
        {t("open")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={t("title")}
        description={t("text")}
        closeLabel={common("close")}
      >
        <Form onSubmit={save}>
          {children(fault && refusal?.code === fault.code ? fault.words : undefined)}
          <Button type="submit" variant="primary" disabled={busy} className="self-end">
            {common("save")}
          </Button>
        </Form>
      </Dialog>
    </>
  );
}
