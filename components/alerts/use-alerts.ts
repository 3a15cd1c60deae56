import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useMe } from "#components/live/live-provider";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import type { CardModel } from "../live/cards";
import { whoIs } from "../live/who-is";
import { type AlertSettings, useAlertSettings } from "./alert-settings";
import { playRingtone, type SoundState } from "./ringtone";

/** Sounds and shows outside the page what rings for the person, in one tab of a browser. */
export function useAlerts(ringing: CardModel[]): SoundState {
  const { doNotDisturb } = useMe();
  const leads = useAlertLeader();
  const settings = useAlertSettings();
  const { sounds, notices } = whatAlerts(ringing, { ...settings, leads, doNotDisturb });
  useDesktopNotices(notices);
  return useRingtone(sounds);
}

/** Rings for as long as `sounds`, and answers whether the browser lets it sound. */
function useRingtone(sounds: boolean): SoundState {
  const [state, setState] = useState<SoundState>("silent");
  useEffect(() => {
    if (!sounds) return;
    const ringtone = playRingtone(setState);
    return () => ringtone.stop();
  }, [sounds]);
  return state;
}

/** One notice a call, there for as long as the call rings; a click comes to this tab. */
function useDesktopNotices(cards: CardModel[]): void {
  const t = useTranslations("card");
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

interface Alerts {
  /** Whether this tab plays the ringtone now. */
  sounds: boolean;
  /** The calls this tab has a desktop notice for now. */
  notices: CardModel[];
}

const none: Alerts = { sounds: false, notices: [] };

/**
 * What should sound and show outside the page right now: a state, not an event, so that whatever
 * makes a call stop ringing for the person (an answer, an end, a click on any screen) stops it.
 * @param ringing the cards that ring for the person and are not put away
 */
export function whatAlerts(
  ringing: CardModel[],
  tab: AlertSettings & { leads: boolean; doNotDisturb: boolean },
): Alerts {
  if (!tab.leads || tab.doNotDisturb) return none;
  return {
    sounds: tab.ringtone && ringing.length > 0,
    notices: tab.notices ? ringing : [],
  };
}

const lock = "tinycrm-alert";

/**
 * Whether this tab is the one of its browser that alerts. It is whoever holds a lock: the first tab,
 * and from then on the tab a person first uses, as browsers let no other make a sound. Where there
 * are no locks (a page without https), every tab alerts: better twice than not at all.
 */
function useAlertLeader(): boolean {
  const [leads, setLeads] = useState<boolean>(
    () => typeof navigator !== "undefined" && !("locks" in navigator),
  );
  useEffect(() => {
    if (!("locks" in navigator)) return;
    /** The request by which this tab holds the lock, and what lets go of it. */
    let held: { waiting: AbortController; release: () => void } | undefined;
    let closed = false;

    function ask(waiting: AbortController, options: LockOptions): void {
      const hold = () => {
        if (closed) return;
        setLeads(true);
        return new Promise<void>((release) => (held = { waiting, release }));
      };
      // Stolen by the tab the person has come to: this one stands in line again. One that this very tab
      // stole from itself, or did not wait for any longer, is no loss.
      const lost = () => {
        if (closed || held?.waiting !== waiting) return;
        held = undefined;
        setLeads(false);
        queue();
      };
      navigator.locks.request(lock, options, hold).catch(lost);
    }

    let waiting = new AbortController();
    function queue(): void {
      waiting = new AbortController();
      ask(waiting, { signal: waiting.signal });
    }
    function steal(): void {
      removeEventListener("pointerdown", steal);
      removeEventListener("keydown", steal);
      if (held) return;
      waiting.abort();
      ask(new AbortController(), { steal: true });
    }
    addEventListener("pointerdown", steal);
    addEventListener("keydown", steal);
    queue();
    return () => {
      closed = true;
      waiting.abort();
      held?.release();
      removeEventListener("pointerdown", steal);
      removeEventListener("keydown", steal);
    };
  }, []);
  return leads;
}
