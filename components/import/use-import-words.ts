"use client";

import { useTranslations } from "next-intl";

/** Words for what went wrong; `line` of a file that can't be read to its end. */
export function useImportWords(): (code: string, line?: string) => string {
  const t = useTranslations("import.errors");
  return (code, line) => {
    if (code === "file-unclosed" && line) return t("file-unclosedAt", { line });
    return t.has(code as never) ? t(code as never) : t("failed");
  };
}
