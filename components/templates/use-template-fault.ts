import { useTranslations } from "next-intl";

/** Says why something about the texts of the team was refused: by the code of the refusal, or of its field. */
export function useTemplateFault() {
  const t = useTranslations("templates.errors");
  return (code: string, values: { word: string } = { word: "" }) => {
    const key = code as "placeholder";
    return t.has(key) ? t(key, values) : t("failed");
  };
}
