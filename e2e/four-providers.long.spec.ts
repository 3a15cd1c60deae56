/** A company with every provider at once: one client calls through two of them, and has one history. */
import { providers as registered, simulatorFor } from "#lib/providers/registry";
import { freePort } from "#lib/providers/testing";
import { expect, password, people, popup, signIn, test } from "./support/office";
import { startProduct } from "./support/product";

const providers = registered.map(({ adapter }) => adapter.id);
const extension = "101";

test("one client calls through two of four providers, and has one history", async ({ page }) => {
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
    await expect(row).toContainText("Connected", { timeout: 15_000 });
  }

  const [phonet, evrotel] = ["phonet", "evrotel"].map(
    (provider) => started[providers.indexOf(provider)]!,
  );
  phonet!.ring({ extension, from: "380679853913" });
  const cards = popup(page, /\+380 67 985/);
  const through = (provider: string) => cards.filter({ hasText: `The ${provider} line` });
  await expect(through("phonet")).toContainText("Олексій Коваль");
  evrotel!.ring({ extension, from: "0679853913" });
  await expect(through("evrotel")).toContainText("Олексій Коваль");
  await expect(cards).toHaveCount(2);

  await through("phonet").getByRole("link", { name: "Open contact" }).click();
  const history = page.getByRole("region", { name: "Timeline" });
  await expect(history).toContainText("The phonet line");
  await expect(history).toContainText("The evrotel line");

  await product.stop();
  await Promise.all(started.map((simulator) => simulator.close()));
});
