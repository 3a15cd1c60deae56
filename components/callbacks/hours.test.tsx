import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fromLocalInput } from "#lib/base/local-time";
import { setWorkingHoursAction } from "#lib/callbacks/hours-actions";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { useDueChoices } from "./due-choices";
import { HoursForm } from "./hours-form";
import { useWorkingHours, WorkingHoursProvider } from "./working-hours";

const office = { hoursFrom: 8 * 60 + 30, hoursTo: 18 * 60, weekdays: "12345" };

function Choices({ now }: { now: string }) {
  const choices = useDueChoices(["hour", "tomorrow", "monday"], useWorkingHours(olena.id));
  return (
    <ul>
      {choices(fromLocalInput(now, "UTC")).map(({ words, value }) => (
        <li key={value}>{`${words} = ${value}`}</li>
      ))}
    </ul>
  );
}

const offered = () =>
  page
    .getByRole("listitem")
    .elements()
    .map(({ textContent }) => textContent);

it("the usual times are within the hours, and say so where they have moved", async () => {
  await render(
    <WorkingHoursProvider hours={{ company: office, own: {} }}>
      <Choices now="2026-03-05T17:30" />
    </WorkingHoursProvider>,
  );
  await expect
    .poll(offered)
    .toEqual(["Fri 6 Mar, 8:30 = 2026-03-06T08:30", "Next Monday, 8:30 = 2026-03-09T08:30"]);
});

it("on a Friday tomorrow is the next Monday; without hours it is Saturday", async () => {
  await render(
    <WorkingHoursProvider hours={{ company: office, own: {} }}>
      <Choices now="2026-03-06T12:00" />
    </WorkingHoursProvider>,
  );
  await expect
    .poll(offered)
    .toEqual(["In an hour = 2026-03-06T13:00", "Mon 9 Mar, 8:30 = 2026-03-09T08:30"]);
  await render(<Choices now="2026-03-06T12:00" />);
  await expect.poll(offered).toContain("Tomorrow, 10:00 = 2026-03-07T10:00");
});

it("who has hours of their own is offered times within these", async () => {
  const own = { [olena.id]: { hoursFrom: 12 * 60, hoursTo: 21 * 60, weekdays: "1234567" } };
  await render(
    <WorkingHoursProvider hours={{ company: office, own }}>
      <Choices now="2026-03-06T17:30" />
    </WorkingHoursProvider>,
  );
  await expect
    .poll(offered)
    .toEqual([
      "In an hour = 2026-03-06T18:30",
      "Tomorrow, 12:00 = 2026-03-07T12:00",
      "Next Monday, 12:00 = 2026-03-09T12:00",
    ]);
});

it("an administrator sets them by days and two times; with no day there are none", async () => {
  const set = serverAction(setWorkingHoursAction).answers(() => ({ ok: true, data: null }));
  await render(
    <WorkingHoursProvider hours={{ company: office, own: {} }}>
      <HoursForm />
    </WorkingHoursProvider>,
  );
  const open = page.getByRole("button", { name: "Working hours" });
  await open.click();
  await expect.element(page.getByLabelText("From")).toHaveValue("08:30");
  await page.getByRole("checkbox", { name: "Fri" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  const times = { hoursFrom: "08:30", hoursTo: "18:00" };
  await expect.poll(() => set).toEqual([{ hours: { ...times, weekdays: ["1", "2", "3", "4"] } }]);
  await open.click();
  for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri"]) {
    await page.getByRole("checkbox", { name: day }).click();
  }
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => set.at(-1)).toEqual({ hours: null });
});
