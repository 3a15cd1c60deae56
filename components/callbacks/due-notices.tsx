"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useMe } from "#components/live/live-provider";
import { formatPhoneNumber } from "#lib/phone-number";
import { shownFrom } from "./arrange";
import { useQueue } from "./use-queue";

/** Says quietly, to whoever it belongs to, that a promise or what was put off is due now. */
export function DueNotices() {
  const t = useTranslations("callbacks");
  const router = useRouter();
  const { userId } = useMe();
  const { waiting, later, now } = useQueue("mine");
  const expected = useRef(new Map<string, number>());

  useEffect(() => {
    for (const one of waiting) {
      const at = expected.current.get(one.id);
      // Due because its time has come, not because somebody has changed their mind.
      if (at === undefined || at > now || one.ownerId !== userId) continue;
      toast(
        t("dueNow", { who: one.contact?.name ?? one.lead?.name ?? formatPhoneNumber(one.number) }),
        {
          id: `due-${one.id}`,
          description: one.note,
          action: { label: t("show"), onClick: () => router.push("/callbacks") },
        },
      );
    }
    expected.current = new Map(later.map((one) => [one.id, shownFrom(one)]));
  }, [waiting, later, now, userId, t, router]);
  return null;
}
