"use client";

import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { useRef, useState, type ReactNode } from "react";
import { similarContactsAction } from "#lib/duplicates/actions";
import type { SimilarContact } from "#lib/duplicates/similar-contacts";

/**
 * Around a form for somebody new: says who has the number or e-mail address already, as soon as it is
 * typed. Nothing is kept from being saved: two people may share a telephone.
 */
export function SimilarContacts({ children }: { children: ReactNode }) {
  const t = useTranslations("duplicates.similar");
  const around = useRef<HTMLDivElement>(null);
  const asked = useRef("");
  const [similar, setSimilar] = useState<SimilarContact[]>([]);

  async function look() {
    const typed = (type: string) =>
      [...(around.current?.querySelectorAll<HTMLInputElement>(`input[type=${type}]`) ?? [])]
        .map(({ value }) => value.trim())
        .filter(Boolean);
    const about = { numbers: typed("tel"), emails: typed("email") };
    const now = JSON.stringify(about);
    if (now === asked.current) return;
    asked.current = now;
    const result = await similarContactsAction(about).catch(() => null);
    // Somebody has typed on meanwhile: then a later answer counts.
    if (result?.ok && asked.current === now) setSimilar(result.data);
  }

  return (
    <div ref={around} onBlur={() => void look()} className="flex flex-col gap-4">
      <div role="status" className={similar.length === 0 ? "hidden" : undefined}>
        {similar.length > 0 && (
          <div className="rounded-md bg-ringing-soft px-3 py-2 text-sm">
            <p className="font-medium text-ringing">{t("title", { count: similar.length })}</p>
            <ul>
              {similar.map(({ id, name, company, shared }) => (
                <li key={id} className="flex flex-wrap gap-x-2">
                  <Link href={`/contacts/${id}`} className="font-medium underline">
                    {name}
                  </Link>
                  <span className="figures text-ink-soft">
                    {[company, t("has", { shared })].filter(Boolean).join(" · ")}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {children}
    </div>
  );
}
