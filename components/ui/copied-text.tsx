"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

interface CopiedTextProps {
  text: string;
  labels: { copy: string; copied: string };
}

/** A text to be put elsewhere, with a button that copies it. */
export function CopiedText({ text, labels }: CopiedTextProps) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <div className="flex items-center gap-2">
      <code className="min-w-0 flex-1 rounded-md bg-sunken px-3 py-2 text-left text-sm wrap-anywhere whitespace-pre-line select-all">
        {text}
      </code>
      <Button
        size="sm"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        <Icon aria-hidden className="size-3.5" />
        <span aria-live="polite">{copied ? labels.copied : labels.copy}</span>
      </Button>
    </div>
  );
}
