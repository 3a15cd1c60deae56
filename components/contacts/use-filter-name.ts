import { useTranslations } from "next-intl";
import type { Filter } from "#lib/contacts/list-options";

/** What a filter is called: as its field is, where it has no name of its own. */
export function useFilterName(): (filter: Filter) => string {
  const t = useTranslations("contacts");
  return (filter) => {
    if (filter === "owner") return t("fields.ownerId");
    if (filter === "source" || filter === "stage" || filter === "company")
      return t(`fields.${filter}`);
    return t(`filters.${filter}`);
  };
}
