"use client";

import { Delete, LoaderCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { startTransition, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Input } from "#components/ui/input";
import {
  formatPhoneNumber,
  isDialable,
  longestTyped,
  pastedNumber,
} from "#lib/numbers/phone-number";
import type { DialSuggestion } from "#lib/numbers/suggest-contacts";
import { carryOut, orderCall } from "../order-call";
import { useRefusalWords } from "../refusal-words";
import { useAction } from "../../ui/use-action";
import { lastDialled, rememberDialled, Suggestions, useSuggestions } from "./suggestions";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0"];

interface DialPadProps {
  /** Gives numbers without a country code their meaning. */
  country: string;
  /** As it came, e.g. in a `tel:` address. Nothing is dialled before the person says so. */
  initial?: string;
  onPlaced?(): void;
}

/** A number by key, finger or paste; Enter calls. Empty, the last number dialled comes back. */
export function DialPad({ country, initial = "", onPlaced }: DialPadProps) {
  const t = useTranslations("dialPad");
  const words = useRefusalWords();
  const input = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState(() => pastedNumber(initial, country));
  const [chosen, setChosen] = useState<DialSuggestion | null>(null);
  const [notDialable, setNotDialable] = useState(false);
  const { run, busy, refusal, clear } = useAction(carryOut);
  const suggestions = useSuggestions(chosen ? "" : number);

  function change(text: string, contact: DialSuggestion | null = null) {
    setNumber(text);
    setChosen(contact);
    setNotDialable(false);
    clear();
  }
  /** Where the caret is, as typing would. */
  function press(key: string) {
    const { selectionStart, selectionEnd } = input.current ?? {};
    const [from, to] = [selectionStart ?? number.length, selectionEnd ?? number.length];
    change(number.slice(0, from) + key + number.slice(to));
  }

  function call() {
    if (busy) return;
    if (number.trim() === "") return change(lastDialled() ?? "");
    if (!isDialable(number)) return setNotDialable(true);
    void orderCall({ number, contactId: chosen?.contactId }, (order) =>
      run(order, {
        onDone() {
          rememberDialled(number);
          // In the frame that ends `busy`, so that Enter works at once.
          startTransition(() => change(""));
          onPlaced?.();
        },
      }),
    );
  }

  const shownRefusal = notDialable ? { code: "not-dialable" } : refusal;

  return (
    <form
      className="mx-auto flex w-full max-w-sm flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        call();
      }}
    >
      <div className="relative">
        <Input
          ref={input}
          type="tel"
          autoComplete="off"
          aria-label={t("number")}
          placeholder={t("placeholder")}
          value={number}
          // Somebody opened it to type a number.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className="figures h-12! pr-11 text-center text-xl"
          // As it is typed: what can't be dialled is said, and never becomes another number.
          maxLength={longestTyped}
          onChange={(event) => change(event.target.value)}
          onPaste={(event) => {
            if (number !== "") return;
            event.preventDefault();
            change(pastedNumber(event.clipboardData.getData("text"), country));
          }}
        />
        {number !== "" && (
          <button
            type="button"
            aria-label={t("erase")}
            title={t("erase")}
            onClick={() => change(number.trimEnd().slice(0, -1))}
            className="absolute top-1.5 right-1.5 rounded-md p-2.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            <Delete aria-hidden className="size-4" />
          </button>
        )}
      </div>
      {chosen && (
        <p className="text-center text-sm text-ink-soft">
          {[chosen.name, chosen.company].filter(Boolean).join(" · ")}
        </p>
      )}
      <Suggestions
        contacts={suggestions}
        onChoose={(contact) => {
          change(formatPhoneNumber(contact.number), contact);
          input.current?.focus();
        }}
      />
      <div className="grid grid-cols-3 gap-2">
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            onClick={() => press(key)}
            className="figures h-14 rounded-lg bg-sunken text-xl font-medium hover:bg-hover active:bg-accent-soft sm:h-11"
          >
            {key}
          </button>
        ))}
        <Button
          type="submit"
          variant="primary"
          className="h-14! rounded-lg! sm:h-11!"
          aria-busy={busy}
          aria-label={number === "" ? t("redial") : t("call")}
          title={number === "" ? t("redial") : t("call")}
        >
          {busy ? (
            <LoaderCircle aria-hidden className="size-5 animate-spin" />
          ) : (
            <Phone aria-hidden className="size-5" />
          )}
        </Button>
      </div>
      {shownRefusal && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {words(shownRefusal)}
        </p>
      )}
    </form>
  );
}

export function DialPadDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  country: string;
}) {
  const t = useTranslations("dialPad");
  const common = useTranslations("common");
  const { open, onOpenChange, country } = props;
  return (
    <Dialog
      disposable
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      closeLabel={common("close")}
    >
      <DialPad country={country} onPlaced={() => onOpenChange(false)} />
    </Dialog>
  );
}
