"use client";

import { Check, Pencil, X } from "lucide-react";
import {
  useEffect,
  useRef,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { Button } from "./button";

interface InlineFieldProps {
  label: string;
  /** "Edit the note": what the pencil says. */
  editLabel: string;
  saveLabel: string;
  cancelLabel: string;
  /** The value as it is read. */
  children: ReactNode;
  /** The inputs while it is edited, named for the form they are in; null while it is not. */
  editor: ReactNode | null;
  onEdit: () => void;
  onCancel: () => void;
  onSave: (form: FormData) => void;
}

/** A value that becomes its own little form when it is clicked, or by Enter on its pencil. */
export function InlineField(props: InlineFieldProps) {
  const form = useRef<HTMLFormElement>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  const isEditing = props.editor !== null;

  // Only what the person has just asked for takes the focus: a form may come back after a failure.
  useEffect(() => {
    if (isEditing && asked.current) {
      form.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    }
    asked.current = false;
  }, [isEditing]);

  function edit() {
    asked.current = true;
    props.onEdit();
  }

  function close(then: () => void) {
    then();
    requestAnimationFrame(() => pencil.current?.focus());
  }

  function onClick(event: MouseEvent) {
    const link = (event.target as Element).closest("a, button");
    // Whoever marks text to copy it does not want to edit it.
    if (!link && getSelection()?.isCollapsed !== false) edit();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    close(() => props.onSave(data));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") {
      event.stopPropagation();
      close(props.onCancel);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.current?.requestSubmit();
    }
  }

  if (isEditing) {
    return (
      // The keys are the inputs' own; they only pass here.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
      <form
        ref={form}
        noValidate
        aria-label={props.label}
        onSubmit={submit}
        onKeyDown={onKeyDown}
        className="flex flex-col gap-2 rounded-lg bg-sunken p-3"
      >
        {props.editor}
        <div className="flex gap-2">
          <Button type="submit" size="sm" variant="primary">
            <Check aria-hidden className="size-3.5" />
            {props.saveLabel}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => close(props.onCancel)}>
            <X aria-hidden className="size-3.5" />
            {props.cancelLabel}
          </Button>
        </div>
      </form>
    );
  }
  return (
    // The pencil does the same by keyboard.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      onClick={onClick}
      className="group/field -mx-2 flex cursor-text items-start gap-2 rounded-lg px-2 py-1.5 transition-colors duration-100 hover:bg-hover"
    >
      <div className="min-w-0 flex-1">
        <p className="mb-0.5 text-xs text-ink-soft">{props.label}</p>
        {props.children}
      </div>
      <button
        ref={pencil}
        type="button"
        onClick={edit}
        aria-label={props.editLabel}
        className="rounded p-1 text-ink-soft opacity-60 group-hover/field:opacity-100 hover:text-accent focus-visible:opacity-100"
      >
        <Pencil aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
