import { useSyncExternalStore } from "react";

/** Whether this browser may show desktop notices; `unsupported` where it has none. */
export type NoticePermission = NotificationPermission | "unsupported";

export const permissionNow = (): NoticePermission =>
  typeof Notification === "undefined" ? "unsupported" : Notification.permission;

/** The same as it stands now, also when the person changes it in the browser's own settings. */
export function useNoticePermission(): NoticePermission {
  return useSyncExternalStore(subscribe, permissionNow, () => "default");
}

function subscribe(listener: () => void): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  // Whoever has answered the browser's question, or comes back from its settings, is here again.
  window.addEventListener("focus", listener, { signal });
  void navigator.permissions
    ?.query({ name: "notifications" })
    .then((status) => status.addEventListener("change", listener, { signal }))
    .catch(() => undefined);
  return () => gone.abort();
}

/** Asks the person where nobody has asked yet; call it in the click that wants it. */
export async function askPermission(): Promise<NoticePermission> {
  const now = permissionNow();
  return now === "default" ? Notification.requestPermission() : now;
}
