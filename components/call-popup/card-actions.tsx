"use client";

import { UserPlus, UserRound } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import type { CallView } from "#lib/realtime/events";

/** The one thing to do next, as big as a thumb. */
export function CardActions({ call }: { call: CallView }) {
  const t = useTranslations("popup");
  if (call.contact) {
    return (
      <Button variant="primary" size="lg" asChild>
        <Link href={`/contacts/${call.contact.id}`}>
          <UserRound aria-hidden className="size-4" />
          {t("openContact")}
        </Link>
      </Button>
    );
  }
  if (call.candidates.length > 0) return null;
  return (
    <Button variant="primary" size="lg" asChild>
      <Link href={newContactHref(call)}>
        <UserPlus aria-hidden className="size-4" />
        {t("createContact")}
      </Link>
    </Button>
  );
}

/** A new contact that has the caller's number, and this call. */
export function newContactHref(call: CallView): string {
  const phone = call.clientNumber.e164 ?? call.clientNumber.raw;
  const { name, company } = call.clientCard ?? {};
  const known = { ...(name && { name }), ...(company && { company }) };
  return `/contacts/new?${new URLSearchParams({ phone, call: call.id, ...known })}`;
}
