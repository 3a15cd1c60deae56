/**
 * A company with a call-back widget: the vendor's simulator, a connection with the widget, one without, one
 * whose form stands elsewhere, and the company's own site, which shows the form `/{slug}` says.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, Page } from "@playwright/test";
import { startSimulator, type CallKeeperSimulator } from "#lib/providers/callkeeper/simulator";
import { expect, password, people } from "./office";
import { startProduct, type Product } from "./product";

/** Olena's telephone. */
export const manager = "79161112233";

export interface WidgetCompany {
  product: Product;
  vendor: CallKeeperSimulator;
  siteUrl: string;
  close(): Promise<void>;
}

export async function openWidgetCompany(): Promise<WidgetCompany> {
  const vendor = await startSimulator({ port: 0 });
  const site = createServer((request, response) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(`<!doctype html><title>Shop</title><h1>Prices</h1>
        <script src="${product.url}/lead${request.url}.js" data-lang="en"></script>`),
  );
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const { widgetScript, ...plain } = vendor.settings;
  const connections = {
    site: { ...plain, widgetScript, partner: "Наш сайт", formSites: siteUrl },
    plain,
    elsewhere: { ...plain, formSites: "www.shop.example *.shop.example" },
  };
  const product = await startProduct({
    provision: {
      users: [
        person(people.admin, "admin", {}),
        person(people.olena, "sales", { site: manager }),
        person(people.ivan, "sales", { plain: "101" }),
      ],
      connections: Object.entries(connections).map(([slug, settings]) => ({
        slug,
        provider: "callkeeper",
        name: slug,
        settings,
      })),
    },
    contacts: "name,phone\nАркадий,+7 (343) 0112233\n",
  });
  return {
    product,
    vendor,
    siteUrl,
    async close() {
      site.closeAllConnections();
      site.close();
      await product.stop();
      await vendor.close();
    },
  };
}

function person(email: string, role: string, extensions: object) {
  return { email, name: email.split("@")[0], role, password, locale: "en", extensions };
}

/** Where the vendor's script runs in a signed-in page. */
export async function widgetIn(page: Page, { url }: Product): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url() === `${url}/widget/site`);
  await expect.poll(() => find() !== undefined).toBe(true);
  await find()!.waitForFunction(() => "ckForms" in window);
  return find()!;
}
