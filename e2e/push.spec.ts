/** Missed calls while no page is open: a browser is subscribed by a switch, and shows what it is sent. */
import { expect, test } from "./support/office";

test("a switch subscribes the browser, which shows a missed call and is forgotten at the next click", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("olena");
  const context = page.context();
  await context.grantPermissions(["notifications"], { origin: office.product.url });
  // No push service is reached from here: the browser's own half is what it would have answered.
  await context.addInitScript(() => {
    const base64 = (size: number) => "B".repeat(Math.floor((size * 4) / 3) + (size % 3 ? 1 : 0));
    const subscription = {
      endpoint: "https://push.invalid/olena",
      toJSON: () => ({
        endpoint: "https://push.invalid/olena",
        keys: { p256dh: `${base64(64).slice(0, 86)}A`, auth: `${base64(16).slice(0, 21)}A` },
      }),
      unsubscribe: async () => true,
    };
    Object.assign(PushManager.prototype, {
      subscribe: async () => subscription,
      getSubscription: async () => subscription,
    });
  });
  await page.reload();
  await page.getByTitle("Alerts").click();
  const push = page.getByRole("switch", { name: "Missed calls when tinyCRM is closed" });
  await push.click();
  await expect(push).toBeChecked();

  const session = await context.newCDPSession(page);
  const found = new Promise<{ registrationId: string }>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ isDeleted }) => !isDeleted);
      if (ours) resolve(ours);
    });
  });
  await session.send("ServiceWorker.enable");
  const registration = await found;
  await session.send("ServiceWorker.deliverPushMessage", {
    origin: office.product.url,
    registrationId: registration.registrationId,
    data: JSON.stringify({ title: "Missed call: Борис", open: "/callbacks" }),
  });
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.getNotifications()).map(({ title, data }) => [title, data.open]);
    });
  await expect.poll(shown).toEqual([["Missed call: Борис", "/callbacks"]]);

  await push.click();
  await expect(push).not.toBeChecked();
  await page.reload();
  await page.getByTitle("Alerts").click();
  await expect(push).not.toBeChecked();
});
