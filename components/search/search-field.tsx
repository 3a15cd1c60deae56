import { LoaderCircle, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type FocusEvent, type ReactNode } from "react";

/** The palette's first line: a sign of what goes on, and the field. */
export function SearchField({ pending, children }: { pending: boolean; children: ReactNode }) {
  const Icon = pending ? LoaderCircle : Search;
  return (
    <div className="flex items-center gap-3 border-b border-line pr-12 pl-4">
      <Icon
        aria-hidden
        className={`size-4 shrink-0 text-ink-soft ${pending ? "animate-spin" : ""}`}
      />
      {children}
    </div>
  );
}

/** @param isTyping its text is gone on with; otherwise it is chosen whole, and the next key writes over it */
export function useFieldProps(isTyping: boolean) {
  const t = useTranslations("search");
  const [goesOn] = useState(isTyping);
  return {
    autoFocus: true,
    onFocus({ currentTarget: field }: FocusEvent<HTMLInputElement>) {
      field.setSelectionRange(goesOn ? field.value.length : 0, field.value.length);
    },
    maxLength: 200,
    "aria-label": t("label"),
    placeholder: t("placeholder"),
    className:
      "h-13 w-full bg-transparent text-lg text-ink outline-none placeholder:text-ink-soft/80",
  };
}
