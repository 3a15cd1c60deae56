// Shows missed clients while no page of ours is open (docs/notices.md). It keeps nothing, and answers no request of a page.
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, open } = event.data.json();
  // A browser withdraws the right to be told from whoever shows nothing.
  event.waitUntil(
    self.registration.showNotification(title, {
      tag: open,
      renotify: true,
      icon: "/icon-192.png",
      data: { open },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.open, self.location.origin);
  // Our own pages alone, whatever was sent.
  if (address.origin !== self.location.origin) return;
  event.waitUntil(show(address.href));
});

async function show(address) {
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!page) return self.clients.openWindow(address);
  await page.focus();
  return page.navigate(address).catch(() => self.clients.openWindow(address));
}
