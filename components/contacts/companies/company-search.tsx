"use client";

import { LoaderCircle, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useTransition } from "react";
import { Input } from "#components/ui/input";
import { companiesHref } from "../../../lib/contacts/companies/company-input";

/** Long enough to let a word be typed, in ms. */
const pause = 180;

/** Searches while one types; the address is the truth. */
export function CompanySearch({ q }: { q: string }) {
  const t = useTranslations("companies.search");
  const router = useRouter();
  const [pending, start] = useTransition();
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function search(typed: string) {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      start(() => router.replace(companiesHref({ q: typed.trim() }), { scroll: false }));
    }, pause);
  }

  const Icon = pending ? LoaderCircle : Search;
  return (
    <form
      role="search"
      action="/companies"
      onSubmit={(event) => event.preventDefault()}
      className="relative w-[calc(100vw-2rem)] sm:w-80"
    >
      <Icon
        aria-hidden
        className={`pointer-events-none absolute top-2.5 left-3 size-4 text-ink-soft ${pending ? "animate-spin" : ""}`}
      />
      <Input
        type="search"
        name="q"
        defaultValue={q}
        maxLength={200}
        autoComplete="off"
        aria-label={t("label")}
        placeholder={t("placeholder")}
        onChange={(event) => search(event.target.value)}
        className="pl-9"
      />
    </form>
  );
}
