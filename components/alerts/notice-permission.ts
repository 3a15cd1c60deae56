/** Whether this browser may show desktop notices; `unsupported` where it has none. */
export type NoticePermission = NotificationPermission | "unsupported";

export const permissionNow = (): NoticePermission =>
  typeof Notification === "undefined" ? "unsupported" : Notification.permission;

/** Asks the person where nobody has asked yet; call it in the click that wants it. */
export async function askPermission(): Promise<NoticePermission> {
  const now = permissionNow();
  return now === "default" ? Notification.requestPermission() : now;
}
