import { describe, expect, it, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import { assignExtensionsAction } from "#lib/people/people-actions";
import { chooseCompanyAction, dismissSetupAction } from "#lib/setup/actions";
import type { SetupDone } from "#lib/setup/setup-view";
import { aCall } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { changeAlertSettings } from "../alerts/alert-settings";
import { office, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { FirstSteps } from "./first-steps";

const connectionId = "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a201";
const done: SetupDone = {
  company: true,
  people: true,
  connection: true,
  extensions: true,
  test: true,
  import: false,
  ring: false,
};
const steps = (over: Partial<Parameters<typeof FirstSteps>[0]> = {}) => (
  <FirstSteps
    done={done}
    company={{ country: "UA", zone: "Europe/Kyiv" }}
    countries={[
      { code: "RU", name: "Russia" },
      { code: "UA", name: "Ukraine" },
    ]}
    zones={["Asia/Omsk", "Europe/Kyiv", "Europe/Moscow", "UTC"]}
    zonesOf={{ RU: ["Asia/Omsk", "Europe/Moscow"], UA: ["Europe/Kyiv"] }}
    connection="office"
    seen={false}
    own={[{ connection: "Office PBX", slug: "office", number: "101" }]}
    telephones={{
      connections: { office: connectionId },
      known: [{ connectionId, extension: "101", person: olena, silence: null }],
      dismissed: [],
      readAt: Date.now(),
    }}
    {...over}
  />
);
const stateOf = (step: string) =>
  document.querySelector(`[data-step=${step}]`)?.getAttribute("data-done");
const ringAt = (extension: string, userId: string | null) =>
  aCall({
    connection: "office",
    startedAt: new Date().toISOString(),
    legs: [{ extension, userId, state: "ringing", answeredAt: null, dismissed: null }],
  });

describe("the last step", () => {
  it("waits for a real ring on one's own screen", async () => {
    await render(steps());
    await expect.element(page.getByText("Waiting for a call to 101 (Office PBX)…")).toBeVisible();
    expect(stateOf("ring")).toBe("false");
    await expect.element(page.getByText("5 of 8 done")).toBeVisible();
    await emit("call", ringAt("101", olena.id));
    await expect.element(page.getByText("It rang on your screen. Everything works.")).toBeVisible();
    expect(stateOf("ring")).toBe("true");
  });

  it("says where it rang instead, and gives the extension away on the spot", async () => {
    serverAction(assignExtensionsAction).answers(() => ({ ok: true, data: { count: 1 } }));
    await render(steps());
    await emit("call", ringAt("102", null));
    await expect.element(page.getByText(/A call rang at 102/)).toBeVisible();
    await expect.element(page.getByText("No one has 102.")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Assign 102 to…" })).toBeVisible();
    expect(stateOf("ring")).toBe("false");
  });

  it("can't come without an extension", async () => {
    await render(steps({ own: [] }));
    await expect.element(page.getByText(/You have no extension yet/)).toBeVisible();
  });
});

it("asks for country and zone once, guessed from the browser", async () => {
  const chosen = serverAction(chooseCompanyAction).answers(() => ({ ok: true, data: null }));
  await render(steps({ company: { country: null, zone: null } }));
  await page.getByLabelText("Country").selectOptions("UA");
  await page.getByLabelText("Time zone").selectOptions("Europe/Kyiv");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => chosen).toEqual([{ country: "UA", zone: "Europe/Kyiv" }]);
});

it("who changes what was said goes on in the form, and comes back to where they were", async () => {
  serverAction(chooseCompanyAction).answers(() => ({ ok: true, data: null }));
  await render(steps());
  await page.getByRole("button", { name: "Change" }).click();
  await expect.element(page.getByLabelText("Country")).toHaveFocus();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByRole("button", { name: "Change" })).toHaveFocus();
});

it("the country brings its time zone, or a short choice of its own", async () => {
  await render(steps({ company: { country: null, zone: null } }));
  const zone = page.getByLabelText("Time zone");
  await page.getByLabelText("Country").selectOptions("UA");
  await expect.element(zone).toHaveValue("Europe/Kyiv");
  await page.getByLabelText("Country").selectOptions("RU");
  await expect.element(zone).toHaveValue("");
  const first = document.querySelector("optgroup")!;
  expect(first.label).toBe("Russia");
  expect([...first.children].map((one) => one.textContent)).toEqual(["Asia/Omsk", "Europe/Moscow"]);
});

it("says that all is done, and not that all works while a connection is away", async () => {
  onTestFinished(() => localStorage.clear());
  await render(steps({ seen: true, done: { ...done, import: true, ring: true } }));
  changeAlertSettings({ ringtone: true });
  await expect.element(page.getByText("8 of 8 done")).toBeVisible();
  await expect.element(page.getByText("Everything is set up")).toBeVisible();
  await expect.element(page.getByText("It rang on your screen. Everything works.")).toBeVisible();
  await emit("connection", { ...office, state: "waiting", detail: null });
  await expect
    .element(page.getByText(/It rang on your screen. A connection is away/))
    .toBeVisible();
});

it("notifications that the browser blocks are none", async () => {
  onTestFinished(() => localStorage.clear());
  await render(steps());
  changeAlertSettings({ notices: true });
  expect(Notification.permission).not.toBe("granted");
  expect(stateOf("alerts")).toBe("false");
});

it("goes away when it is dismissed", async () => {
  const dismissed = serverAction(dismissSetupAction).answers(() => ({ ok: true, data: null }));
  const { visited } = await render(steps());
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect.poll(() => visited).toContain("/contacts");
  expect(dismissed).toEqual([{}]);
});
