import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { closeCallbackAction, promiseCallbackAction } from "#lib/callbacks/callback-actions";
import { aCallback } from "#lib/testing/kit/views";
import { CallbackQueue } from "../callbacks/callback-queue";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallbackDialog } from "./client-dialogs";
import { OpenCallback } from "./client-facts";

const emma = { id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c02", name: "Emma", company: null };
const task = aCallback({
  kind: "promised",
  task: "message",
  promised: true,
  missedCount: 0,
  contact: emma,
  note: "send the offer",
  ownerId: olena.id,
  waitingSince: new Date(Date.now() - 60_000).toISOString(),
  dueAt: new Date(Date.now() - 60_000).toISOString(),
});

it("a call is promised, or by an arrow something else", async () => {
  const asked = serverAction(promiseCallbackAction).answers(() => ({
    ok: true,
    data: { id: task.id },
  }));
  await render(
    <CallbackDialog client={{ contactId: emma.id }} name="Emma" onClose={() => undefined} />,
  );
  await expect.element(page.getByRole("radio", { name: "Call" })).toBeChecked();
  await expect.element(page.getByRole("dialog", { name: "Schedule: Emma" })).toBeVisible();
  await userEvent.keyboard("send the offer{Tab}{ArrowRight}");
  await expect.element(page.getByRole("radio", { name: "Write" })).toBeChecked();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText(/^Write: Emma, /)).toBeVisible();
  expect(asked).toMatchObject([{ contactId: emma.id, task: "message", note: "send the offer" }]);
});

it("in the queue it has its verb, nobody claims it, and one key does it", async () => {
  const closed = serverAction(closeCallbackAction).answers(() => ({ ok: true, data: null }));
  await render(<CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />, {
    callbacks: [task],
  });
  const row = page.getByRole("list", { name: "Waiting for a call" }).getByRole("listitem");
  await expect.element(row).toHaveTextContent("Write · ");
  await expect.element(row).toHaveTextContent("send the offer");
  expect(row.getByRole("button", { name: /^I’m on it/ }).elements()).toEqual([]);
  await userEvent.keyboard("j");
  await userEvent.keyboard("e");
  await expect.element(page.getByText("Done: Emma")).toBeVisible();
  expect(closed).toEqual([{ id: task.id, reason: "done" }]);
});

it("on the card it stands in the place of a call that nobody owes", async () => {
  const facts = { ownerId: null, tags: [], lastTalk: null, callback: null, callsToday: 0 };
  const { id, dueAt, note, ownerId } = task;
  const tasks = [{ id, task: "meeting", dueAt, note, ownerId } as const];
  await render(<OpenCallback facts={{ ...facts, tasks }} />);
  await expect.element(page.getByText(/^Overdue · Meet · .*Olena · send the offer$/)).toBeVisible();
  expect(page.getByText("No callback due").elements()).toEqual([]);
});
