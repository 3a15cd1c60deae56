"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, type DragEvent } from "react";
import { Button } from "#components/ui/button";
import { classNames } from "../ui/class-names";

interface DropZoneProps {
  /** What is being done with a file, in words. */
  doing: string | null;
  error: string | null;
  onFile: (file: File) => void;
}

/** A file is dropped here, or chosen with the button. */
export function DropZone({ doing, error, onFile }: DropZoneProps) {
  const t = useTranslations("import.drop");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !doing) onFile(file);
  }

  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "flex flex-col items-center gap-2 rounded-xl border-2 border-dashed px-6 py-12 text-center",
        over ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
      )}
    >
      <span className="mb-1 flex size-11 items-center justify-center rounded-full bg-sunken">
        <FileUp aria-hidden className="size-5 text-ink-soft" />
      </span>
      <p className="font-semibold">{t("title")}</p>
      <p className="max-w-md text-sm text-ink-soft">{t("text")}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        className="sr-only"
        tabIndex={-1}
        aria-label={t("button")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file, mended, can be chosen again.
          event.target.value = "";
        }}
      />
      <Button
        variant="primary"
        className="mt-3"
        disabled={doing !== null}
        onClick={() => input.current?.click()}
      >
        {t("button")}
      </Button>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {doing}
      </p>
      <p role="alert" className="text-sm font-medium text-missed empty:hidden">
        {error}
      </p>
    </div>
  );
}
