"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { CallView } from "#lib/realtime/events";

/** Who calls: the one contact, all who share the number, or the number itself. */
export function CardWho({ call, number }: { call: CallView; number: string }) {
  const t = useTranslations("popup");
  if (call.contact) {
    return (
      <div>
        <p className="text-xl leading-tight font-semibold break-words">{call.contact.name}</p>
        {call.contact.company && <p className="text-ink-soft">{call.contact.company}</p>}
        <p className="figures mt-0.5 text-ink-soft">{number}</p>
      </div>
    );
  }
  return (
    <div>
      <p className="figures text-xl leading-tight font-semibold">{number}</p>
      {call.candidates.length === 0 ? (
        <p className="text-ink-soft">{t("unknown")}</p>
      ) : (
        <>
          <p className="mt-1 text-sm text-ink-soft">
            {t("sharedBy", { count: call.candidates.length })}
          </p>
          <ul className="mt-1 flex flex-col gap-0.5">
            {call.candidates.map(({ id, name, company }) => (
              <li key={id}>
                <Link
                  href={`/contacts/${id}`}
                  className="-mx-2 flex items-baseline gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
                >
                  <span className="font-medium">{name}</span>
                  {company && <span className="truncate text-sm text-ink-soft">{company}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
