"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import type { ActionResult } from "#lib/auth/action";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Form } from "./field";
import { useAction } from "./use-action";

interface SettingDialogProps {
  /** Of the button that opens it. */
  icon: ReactNode;
  /** @default "md" */
  size?: "sm" | "md";
  /**
   * What it is called, what it means, and the words of its buttons; without `saved` nothing is said when it is
   * saved, and without `failed` what is said of every failure.
   */
  words: {
    open: string;
    title: string;
    text: string;
    save: string;
    saved?: string;
    failed?: string;
  };
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
  const { icon, size, words, action, input, fault, children } = props;
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const { run, busy, refusal, clear } = useAction(action);

  function show(next: boolean) {
    clear();
    setOpen(next);
  }

  function save(form: FormData) {
    run(input(form), {
      onDone() {
        if (words.saved) toast.success(words.saved);
        setOpen(false);
      },
      onRefused({ code }) {
        if (code !== fault?.code) toast.error(words.failed ?? common("failed"));
      },
    });
  }

  return (
    <>
      <Button size={size} variant="ghost" onClick={() => show(true)} aria-haspopup="dialog">
        {icon}
        {words.open}
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={words.title}
        description={words.text}
        closeLabel={common("close")}
      >
        <Form onSubmit={save}>
          {children(fault && refusal?.code === fault.code ? fault.words : undefined)}
          <Button type="submit" variant="primary" disabled={busy} className="self-end">
            {words.save}
          </Button>
        </Form>
      </Dialog>
    </>
  );
}
