import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { CardModel } from "../call-popup/cards";
import { whoIs } from "../call-popup/who-is";
import { formatPhoneNumber } from "#lib/phone-number";

/** One notice a call, there for as long as the call rings; a click comes to this tab. */
export function useDesktopNotices(cards: CardModel[]): void {
  const t = useTranslations("popup");
  const shown = useRef(new Map<string, Notification>());
  useEffect(() => {
    const notices = shown.current;
    const wanted = new Set(cards.map((card) => card.call.id));
    for (const [id, notice] of notices) {
      if (wanted.has(id)) continue;
      notice.close();
      notices.delete(id);
    }
    for (const { call } of cards) {
      if (notices.has(call.id)) continue;
      const number = formatPhoneNumber(call.clientNumber) || t("hiddenNumber");
      const notice = notify(whoIs(call) || number, {
        body: [t("states.ringing"), call.contact?.company, number].filter(Boolean).join(" · "),
        tag: call.id,
      });
      if (notice) notices.set(call.id, notice);
    }
  }, [cards, t]);
  useEffect(() => {
    const notices = shown.current;
    return () => {
      for (const notice of notices.values()) notice.close();
      notices.clear();
    };
  }, []);
}

function notify(title: string, options: NotificationOptions): Notification | null {
  if (!("Notification" in window) || Notification.permission !== "granted") return null;
  try {
    const notice = new Notification(title, options);
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    return notice;
  } catch {
    // Telephones' browsers have the word and not the thing.
    return null;
  }
}
