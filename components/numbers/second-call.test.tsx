import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { placeCallAction } from "#lib/calls/call-actions";
import type { CallView } from "#lib/calls/call-view";
import { suggestContactsAction } from "#lib/numbers/actions";
import { aCall, aCandidate, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { DialPad } from "./dial-pad/dial-pad";
import { PhoneLink } from "./phone-link";
import { SecondCall } from "./second-call";

const number = { raw: "+73430112234", e164: "+73430112234" };
const amelia = aCandidate({ name: "Amelia" });
const mine = (state: "ringing" | "answered"): CallView =>
  aCall({
    state: state === "ringing" ? "ringing" : "active",
    contact: amelia,
    candidates: [amelia],
    legs: [
      aLeg({ userId: olena.id, state, answeredAt: state === "ringing" ? null : "2026-01-01" }),
    ],
  });

async function show(call: CallView, claim = () => Promise.resolve(true)) {
  const placed = serverAction(placeCallAction).answers(() => ({
    ok: true,
    data: { callId: call.id, page: null },
  }));
  serverAction(suggestContactsAction).answers(() => ({ ok: true, data: [] }));
  await render(
    <>
      <PhoneLink number={number} beforeCall={claim} />
      <DialPad country="RU" initial="+79161234567" />
      <SecondCall />
    </>,
    { served: { calls: [call] } },
  );
  return placed;
}
const link = () => page.getByRole("button", { name: "Call +7 343 011 22 34" });
const question = () =>
  page.getByRole("dialog", { name: "You’re on a call with Amelia. Call anyway?" });

it("whoever is on a call is asked before the next one, and Enter pressed twice calls nobody", async () => {
  let claims = 0;
  const placed = await show(mine("answered"), () => Promise.resolve(++claims > 0));
  (link().element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(question()).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(question()).not.toBeInTheDocument();
  expect([placed.length, claims]).toEqual([0, 0]);

  await link().click();
  await question().getByRole("button", { name: "Call anyway" }).click();
  await expect.poll(() => placed).toEqual([{ number: "+73430112234" }]);
  expect(claims).toBe(1);
});

it("the dial pad asks as well", async () => {
  const placed = await show(mine("answered"));
  await page.getByRole("button", { name: "Call", exact: true }).click();
  await question().getByRole("button", { name: "Call anyway" }).click();
  await expect.poll(() => placed.length).toBe(1);
});

it("what merely rings is no reason to ask", async () => {
  const placed = await show(mine("ringing"));
  await link().click();
  await expect.poll(() => placed.length).toBe(1);
  expect(question().elements()).toEqual([]);
});
