import type { CardModel } from "../call-popup/cards";
import { useMe } from "#components/live/live-provider";
import { useAlertSettings } from "./alert-settings";
import type { SoundState } from "./ringtone";
import { useAlertLeader } from "./use-alert-leader";
import { useDesktopNotices } from "./use-desktop-notices";
import { useRingtone } from "./use-ringtone";
import { whatAlerts } from "./what-alerts";

/** Sounds and shows outside the page what rings for the person, in one tab of a browser. */
export function useAlerts(ringing: CardModel[]): SoundState {
  const { doNotDisturb } = useMe();
  const leads = useAlertLeader();
  const settings = useAlertSettings();
  const { sounds, notices } = whatAlerts(ringing, { ...settings, leads, doNotDisturb });
  useDesktopNotices(notices);
  return useRingtone(sounds);
}
