import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { setEnabledAction } from "#lib/connections/actions";
import type { ListedConnection } from "#lib/connections/queries";
import { office, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { ConnectionsList } from "./connections-list";

const { name, slug, provider } = office;
const listed = { id: "one", name, slug, provider, isNobodys: false } as ListedConnection;
const disconnect = page.getByRole("button", { name: `Disconnect: ${name}` });
const dialog = page.getByRole("dialog", { name: `Disconnect “${name}”?` });

it("asks before it cuts the company's telephones", async () => {
  const asked = serverAction(setEnabledAction).answers(() => ({ ok: true, data: null }));
  await render(<ConnectionsList connections={[listed]} />, { role: "admin" });
  await disconnect.click();
  await expect.element(dialog.getByText("No one will see its calls")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(asked).toEqual([]);
  await disconnect.click();
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect.poll(() => asked).toEqual([{ id: "one", enabled: false }]);
  await expect.element(dialog).not.toBeInTheDocument();
});
