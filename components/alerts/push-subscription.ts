/** This browser's subscription to missed calls: its own half, and ours. */
import { pushKeyAction, subscribePushAction, unsubscribePushAction } from "#lib/push/push-actions";
import { answerOf } from "../ui/use-action";

/** Whether a closed page of this browser can tell anything. */
export type PushSupport = "supported" | "insecure" | "unsupported";

export function pushSupport(): PushSupport {
  if (!window.isSecureContext) return "insecure";
  const isThere = "serviceWorker" in navigator && "PushManager" in window;
  return isThere ? "supported" : "unsupported";
}

/** @returns whether missed calls reach this browser from now on; its person has allowed notices before */
export async function subscribeToMissedCalls(): Promise<boolean> {
  const key = await answerOf(pushKeyAction({}));
  if (!key.ok) return false;
  try {
    const { pushManager } = await readyWorker();
    const wanted = { userVisibleOnly: true, applicationServerKey: key.data.publicKey };
    // One that was made with another key of ours is no use any more.
    const made = await pushManager.subscribe(wanted).catch(async () => {
      await (await pushManager.getSubscription())?.unsubscribe();
      return pushManager.subscribe(wanted);
    });
    const { endpoint = "", keys = {} } = made.toJSON();
    const { p256dh = "", auth = "" } = keys;
    return (await answerOf(subscribePushAction({ endpoint, keys: { p256dh, auth } }))).ok;
  } catch {
    // The browser's push service does not answer, or there is none.
    return false;
  }
}

export async function endMissedCalls(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(worker);
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return;
  const { endpoint } = subscription;
  await answerOf(unsubscribePushAction({ endpoint }));
  await subscription.unsubscribe().catch(() => false);
}

const worker = "/push-worker.js";

async function readyWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(worker);
  return navigator.serviceWorker.ready;
}
