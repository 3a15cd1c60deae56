import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { foreseeLossAction, setRetentionAction } from "#lib/retention/actions";
import { render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { RetentionForm } from "./retention-form";

const installed = { messages: 30, recordings: null, clients: null, audit: 365 };
const field = (name: string) => page.getByLabelText(name);
const save = () => page.getByRole("button", { name: "Save" }).click();

const nothing = { messages: 0, recordings: 0, clients: 0, audit: 0 };
const foresees = (loss: Partial<typeof nothing>) =>
  serverAction(foreseeLossAction).answers(() => ({ ok: true, data: { ...nothing, ...loss } }));

it("takes days, and an empty field for good", async () => {
  const saved = serverAction(setRetentionAction).answers(() => ({ ok: true, data: null }));
  foresees({});
  await render(<RetentionForm retention={installed} />);
  await field("Client data in calls, days").fill(" 365 ");
  await field("Provider messages, days").fill("");
  await save();
  await expect
    .poll(() => saved)
    .toEqual([{ messages: null, recordings: null, clients: 365, audit: 365 }]);
});

it("hands over what is no number as it was typed, and says at each field what it may be", async () => {
  const fields = { clients: "days", audit: "days" };
  const asked = serverAction(foreseeLossAction).answers(() => ({
    ok: false,
    code: "invalid",
    fields,
  }));
  await render(<RetentionForm retention={installed} />);
  await field("Client data in calls, days").fill("a year");
  await field("Audit log, days").fill("7");
  await save();
  await expect
    .element(page.getByText("Whole days, from 31 to 3650; empty: no limit"))
    .toBeVisible();
  await expect.element(page.getByText("Whole days, from 30 to 3650")).toBeVisible();
  await expect.element(field("Audit log, days")).toHaveValue("7");
  expect(asked).toEqual([{ messages: 30, recordings: null, clients: "a year", audit: 7 }]);
});

it("asks before a shorter time deletes, with how much of what", async () => {
  const saved = serverAction(setRetentionAction).answers(() => ({ ok: true, data: null }));
  foresees({ clients: 1_234, audit: 10_001 });
  await render(<RetentionForm retention={installed} />);
  const dialog = page.getByRole("dialog", { name: "Delete older data?" });
  await field("Client data in calls, days").fill("90");
  await save();
  await expect
    .poll(() =>
      dialog
        .getByRole("listitem")
        .elements()
        .map(({ textContent }) => textContent),
    )
    .toEqual([
      "Calls, SMS, callbacks and requests that lose their client data: 1,234",
      "Audit log entries: more than 10,000",
    ]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(field("Client data in calls, days")).toHaveValue("90");
  expect(saved).toEqual([]);
  await save();
  await dialog.getByRole("button", { name: "Save and delete" }).click();
  await expect.poll(() => saved).toEqual([{ ...installed, clients: 90 }]);
});
