"use client";

import { FileDown, FileSpreadsheet, FileUp, FolderDown } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu";

const icon = "size-4 text-ink-soft";

/** What can be done with a list as a file: take it along as it is filtered, or bring one. */
export function FilesMenu({ list }: { list: "contacts" | "calls" | "audit" }) {
  const t = useTranslations("files");
  const router = useRouter();
  const shown = useSearchParams();

  function take(format: "csv" | "xlsx") {
    const query = new URLSearchParams(shown);
    query.set("format", format);
    window.location.assign(`/${list}/export?${query}`);
  }

  return (
    <Menu
      trigger={
        <Button
          className="justify-center @max-[60rem]:w-9 @max-[60rem]:px-0!"
          aria-label={t("menu")}
          title={t("menu")}
        >
          <FolderDown aria-hidden className="size-4 shrink-0" />
          <span className="hidden @min-[60rem]:inline">{t("menu")}</span>
        </Button>
      }
    >
      {list === "contacts" && (
        <>
          <MenuItem
            icon={<FileUp aria-hidden className={icon} />}
            onSelect={() => router.push("/contacts/import")}
          >
            {t("link")}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<FileDown aria-hidden className={icon} />} onSelect={() => take("csv")}>
        {t("export.csv")}
      </MenuItem>
      <MenuItem
        icon={<FileSpreadsheet aria-hidden className={icon} />}
        onSelect={() => take("xlsx")}
      >
        {t("export.xlsx")}
      </MenuItem>
    </Menu>
  );
}
