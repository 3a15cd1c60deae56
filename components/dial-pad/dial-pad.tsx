"use client";

import { Delete, LoaderCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { startTransition, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { placeCallAction } from "#lib/calls/call-actions";
import { pastedNumber, typedNumber } from "#lib/dial/clean-number";
import type { DialSuggestion } from "#lib/dial/suggest-contacts";
import { formatPhoneNumber, isDialable } from "#lib/phone-number";
import { useRefusalWords } from "../calls/use-refusal-words";
import { runPageCommand } from "../telephony/run-page-command";
import { lastDialled, rememberDialled } from "./last-dialled";
import { Suggestions } from "./suggestions";
import { useSuggestions } from "./use-suggestions";

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
  const t = useTranslations("dial");
  const words = useRefusalWords();
  const input = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState(() => pastedNumber(initial, country));
  const [chosen, setChosen] = useState<DialSuggestion | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const suggestions = useSuggestions(chosen ? "" : number);

  function change(text: string, contact: DialSuggestion | null = null) {
    setNumber(text);
    setChosen(contact);
    setRefusal(null);
  }
  /** Where the caret is, as typing would. */
  function press(key: string) {
    const { selectionStart, selectionEnd } = input.current ?? {};
    const [from, to] = [selectionStart ?? number.length, selectionEnd ?? number.length];
    change(number.slice(0, from) + key + number.slice(to));
  }

  function call() {
    if (pending) return;
    if (number.trim() === "") return change(lastDialled() ?? "");
    if (!isDialable(number)) return setRefusal(words({ code: "not-dialable" }));
    start(async () => {
      const request = { number, contactId: chosen?.contactId };
      const failed = { ok: false, code: "failed" } as const;
      const result = await placeCallAction(request).catch(() => failed);
      // What shows the answer comes in the same frame as the end of waiting, so that Enter works at once.
      if (!result.ok) return startTransition(() => setRefusal(words(result)));
      rememberDialled(number);
      if (result.data.page) runPageCommand(result.data.page);
      startTransition(() => change(""));
      onPlaced?.();
    });
  }

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
          onChange={(event) => change(typedNumber(event.target.value))}
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
          aria-busy={pending}
          aria-label={number === "" ? t("redial") : t("call")}
          title={number === "" ? t("redial") : t("call")}
        >
          {pending ? (
            <LoaderCircle aria-hidden className="size-5 animate-spin" />
          ) : (
            <Phone aria-hidden className="size-5" />
          )}
        </Button>
      </div>
      {refusal && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {refusal}
        </p>
      )}
    </form>
  );
}
