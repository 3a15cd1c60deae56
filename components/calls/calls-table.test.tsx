import { expect, it } from "vitest";
import { page } from "vitest/browser";
import type { Role } from "#lib/auth/roles";
import { aCall, aLeg } from "#lib/testing/kit/views";
import { ivan, olena, render } from "../testing/render";
import { CallsTable } from "./calls-table";

const at = "2026-11-20T10:05:00.000Z";
const talk = aCall({
  state: "ended",
  disposition: "answered",
  startedAt: at,
  legs: [
    aLeg({ userId: ivan.id, state: "ended", answeredAt: at }),
    aLeg({ userId: olena.id, extension: "102", state: "ended" }),
  ],
});

const shown = async (role: Role) => {
  await render(<CallsTable calls={[talk]} mayDownload={false} />, { role });
  return page.getByRole("row").nth(1);
};

it("tells managers who talked, not at whom it rang in vain, and when by the clock", async () => {
  const row = await shown("manager");
  await expect.element(row).toHaveTextContent("Ivan");
  await expect.element(row).not.toHaveTextContent("Olena");
  await expect.element(row).toHaveTextContent(/20 Nov.*\d\d:05/);
});

it("tells sales people, who see their own calls, only when", async () => {
  const row = await shown("sales");
  await expect.element(row).toHaveTextContent(/20 Nov/);
  await expect.element(row).not.toHaveTextContent("Ivan");
});
