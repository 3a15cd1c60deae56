import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Role } from "#lib/auth/roles";
import { aCall, aLeg } from "#lib/testing/kit/views";
import { ivan, olena, render } from "../testing/render";
import { CallsTable } from "./calls-table";

const at = "2026-11-20T10:05:00.000Z";
const talk = aCall({
  state: "ended",
  disposition: "answered",
  startedAt: at,
  trunk: "1",
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
  await expect.element(row).toHaveTextContent("Line 1 · Office PBX");
});

it("names the extension of a call that nobody's telephone made", async () => {
  const legs = [aLeg({ userId: null, extension: "105", state: "ended" })];
  const call = aCall({ ...talk, direction: "outgoing", disposition: "no-answer", legs });
  await render(<CallsTable calls={[call]} mayDownload={false} />, { role: "manager" });
  await expect.element(page.getByRole("row").nth(1)).toHaveTextContent("ext. 105, unassigned");
});

it("tells sales people, who see their own calls, only when", async () => {
  const row = await shown("sales");
  await expect.element(row).toHaveTextContent(/20 Nov/);
  await expect.element(row).not.toHaveTextContent("Ivan");
});

it("tells who passed a call on to whom, to sales people as well", async () => {
  const later = "2026-11-20T10:06:00.000Z";
  const passedOn = aCall({
    ...talk,
    legs: [
      aLeg({ userId: null, extension: "103", state: "ended", answeredAt: later }),
      aLeg({ userId: ivan.id, state: "ended", answeredAt: at }),
      aLeg({ userId: ivan.id, extension: "111", state: "ended", answeredAt: later }),
    ],
  });
  await render(<CallsTable calls={[passedOn]} mayDownload={false} />, { role: "sales" });
  const row = page.getByRole("row").nth(1);
  await expect.element(row).toHaveTextContent("Transferred: Ivan → ext. 103, unassigned");
});

it("says in a mark why a call came to no screen: the row stays a line, and the words come below it", async () => {
  const missed = (id: string, extension: string) =>
    aCall({
      id,
      state: "ended",
      disposition: "no-answer",
      startedAt: new Date().toISOString(),
      legs: [aLeg({ extension, state: "missed", userId: extension === "102" ? olena.id : null })],
    });
  const connectionId = "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a201";
  const telephones = {
    connections: { office: connectionId },
    known: [{ connectionId, extension: "102", person: olena, silence: null }],
    dismissed: [],
    readAt: Date.now(),
  };
  await render(
    <CallsTable
      calls={[missed("seen", "102"), missed("unseen", "101")]}
      mayDownload={false}
      telephones={telephones}
    />,
    { role: "admin" },
  );
  const mark = page.getByRole("button", { name: "No one has 101." });
  await expect.element(mark).toHaveAttribute("aria-expanded", "false");
  await expect.element(mark).toHaveAttribute("title", "No one has 101.");
  const [seen, unseen] = [...document.querySelectorAll<HTMLElement>("tbody tr")];
  expect(unseen!.clientHeight).toBe(seen!.clientHeight);
  expect(page.getByText("No one has 101.").elements()).toHaveLength(0);

  (mark.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("No one has 101.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Assign 101 to…" })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(page.getByText("No one has 101.").elements()).toHaveLength(0);
});
