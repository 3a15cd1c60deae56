import type { CardModel } from "../call-popup/cards";
import type { AlertSettings } from "./alert-settings";

export interface Alerts {
  /** Whether this tab plays the ringtone now. */
  sounds: boolean;
  /** The calls this tab has a desktop notice for now. */
  notices: CardModel[];
}

const none: Alerts = { sounds: false, notices: [] };

/**
 * What is to be heard and seen outside the page right now: a state, not an event, so that whatever
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
