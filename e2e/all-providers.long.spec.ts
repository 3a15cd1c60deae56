/** A company with every provider at once: one client calls through three of them, and has one history. */
import { providers as registered, simulatorFor } from "#lib/providers/registry";
import { freePort } from "#lib/providers/testing";
import { expect, password, people, popup, signIn, test } from "./support/office";
import { startProduct } from "./support/product";

const providers = registered.map(({ adapter }) => adapter.id);
const extension = "101";

test("one client calls through three of all providers, and has one history", async ({ page }) => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const started = await Promise.all(
    providers.map(async (provider) => {
      const hookUrl = `${origin}/api/hooks/${provider}`;
      const startSimulator = await simulatorFor(provider);
      return startSimulator({ port: 0, extensions: [extension], hookUrl });
    }),
  );
  const product = await startProduct({
    env: { PORT: String(port) },
    provision: {
      users: [
        {
          email: people.admin,
          name: "Ada Admin",
          role: "admin",
          password,
          locale: "en",
          extensions: Object.fromEntries(providers.map((provider) => [provider, extension])),
        },
      ],
      connections: providers.map((provider, index) => ({
        slug: provider,
        provider,
        name: `The ${provider} line`,
        settings: { ...started[index]!.settings, country: "UA" },
      })),
    },
    contacts: "name,phone\nОлексій Коваль,+380 67 985 3913\n",
  });

  await signIn(page, product.url, people.admin);
  await page.goto(`${product.url}/admin/connections`);
  for (const provider of providers) {
    const row = page.getByRole("listitem").filter({ hasText: `The ${provider} line` });
    const isOpened = ["prostie-zvonki", "phonet"].includes(provider);
    const words = isOpened ? "Connected" : "Waiting for the first message";
    await expect(row).toContainText(words);
  }

  const [phonet, evrotel, generic] = ["phonet", "evrotel", "generic"].map(
    (provider) => started[providers.indexOf(provider)]!,
  );
  phonet!.ring({ extension, from: "380679853913" });
  const cards = popup(page, /\+380 67 985/);
  const through = (provider: string) => cards.filter({ hasText: `The ${provider} line` });
  await expect(through("phonet")).toContainText("Олексій Коваль");
  evrotel!.ring({ extension, from: "0679853913" });
  generic!.ring({ extension, from: "+380679853913" });

  // One card is large; whose it is changes as the calls go on, and the history has all of them.
  await page.goto(`${product.url}/contacts`);
  await page.getByRole("table").getByRole("link", { name: "Олексій Коваль" }).click();
  const history = page.getByRole("region", { name: "Timeline" });
  await expect(history).toContainText("The phonet line");
  await expect(history).toContainText("The evrotel line");
  await expect(history).toContainText("The generic line");

  await product.stop();
  await Promise.all(started.map((simulator) => simulator.close()));
});
