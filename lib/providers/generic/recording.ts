/** Where a call's recording lies: at the address that was told, or where the settings say. */
import { isWithin } from "../kit/settings";
import { fillAddress, holds } from "./templates";

/** @returns a web address, or a name of which the settings make one; null for other addresses */
export function recordingTold(told: string): string | null {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(told)) return told;
  return /^https?:\/\//i.test(told) && URL.canParse(told) ? new URL(told).href : null;
}

/** @param template an address with `{recording}`; without it, the folder */
export function recordingAddress(told: string, template: string): string | null {
  if (template === "" || URL.canParse(told)) return null;
  const names = told.replaceAll("\\", "/").split("/").filter(Boolean);
  if (names.length === 0 || names.some((name) => /^\.+$/.test(name))) return null;
  if (holds(template, "recording"))
    return fillAddress(template, { recording: names.join("/") }).href;
  return `${folderOf(template)}${names.map(encodeURIComponent).join("/")}`;
}

/** Whether an address lies under what of the template is the same for all recordings. */
export function ownsRecording(url: URL, template: string): boolean {
  return template !== "" && isWithin(url, [folderOf(template)]);
}

function folderOf(template: string): string {
  const { origin, pathname } = new URL(template);
  const [fixed = "/"] = pathname.split("%7B", 1);
  const folder = holds(template, "recording") ? fixed.slice(0, fixed.lastIndexOf("/") + 1) : fixed;
  return new URL(folder.replace(/(?<!\/)\/*$/, "/"), origin).href;
}
