import { useState } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { placeCallAction } from "#lib/calls/call-actions";
import {
  callAgainAction,
  keepDialClaimAction,
  leaveDialListAction,
  stepDialListAction,
} from "#lib/dialling/actions";
import type { DialProgress, Step } from "#lib/dialling/dial-view";
import { aCall, aCandidate, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { PhoneLink } from "../numbers/phone-link";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { DialDesk } from "./dial-desk";

const listId = "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c31";
const roundAt = "2026-11-30T07:00:00.000Z";
const arkadiy = aCandidate();
const number = { raw: "+7 343 011 22 33", e164: "+73430112233" };
const client = { position: 4, contactId: arkadiy.id };

interface Opened {
  steps: unknown[];
  /** Goes elsewhere in the product. @returns which claims were given back */
  leave(): Promise<unknown[]>;
}

async function open(
  step: Step | { code: string; message: string } | (() => Step),
  over: { client?: typeof client | null; progress?: Partial<DialProgress> } = {},
): Promise<Opened> {
  const steps = serverAction(stepDialListAction).answers(() => {
    const answer = typeof step === "function" ? step() : step;
    return "code" in answer ? { ok: false, ...answer } : { ok: true, data: answer };
  });
  const left = serverAction(leaveDialListAction).answers(() => ({ ok: true, data: null }));
  serverAction(keepDialClaimAction).answers(() => ({ ok: true, data: { kept: true } }));
  const progress = { size: 80, reached: 9, tried: 2, passed: 1, ...over.progress };
  function Place() {
    const [isThere, setThere] = useState(true);
    return (
      <>
        {isThere && (
          <DialDesk
            listId={listId}
            view={null}
            progress={progress}
            roundAt={roundAt}
            client={over.client === undefined ? client : over.client}
          >
            <p data-call>
              <PhoneLink number={number} contactId={arkadiy.id} />
            </p>
          </DialDesk>
        )}
        <button type="button" onClick={() => setThere(false)}>
          Elsewhere
        </button>
      </>
    );
  }
  await render(<Place />);
  return {
    steps,
    async leave() {
      await page.getByRole("button", { name: "Elsewhere" }).click();
      await expect.poll(() => left.length).toBeGreaterThan(0);
      return left;
    },
  };
}

it("Enter calls, J goes on, K goes back; who is left is free for others", async () => {
  const called = serverAction(placeCallAction).answers(() => ({
    ok: true,
    data: { callId: listId, page: null },
  }));
  const { steps, leave } = await open({ position: 5, skipped: [] });
  await expect.element(page.getByText("called 11, reached 9")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => called).toMatchObject([{ contactId: arkadiy.id }]);
  await userEvent.keyboard("j");
  await expect.poll(() => steps).toEqual([{ listId, from: 4, to: "next" }]);
  await userEvent.keyboard("k");
  await expect.poll(() => steps.at(-1)).toEqual({ listId, from: 5, to: "previous" });
  await expect.element(page.getByText("Client 5 of 80")).toBeVisible();
  await expect.element(page.getByText("passed over 1")).toBeVisible();
  await expect.element(page.getByText("68 left")).toBeVisible();
  expect(await leave()).toEqual([{ listId }]);
});

it("K walks back over whom one had, whatever stands between, and J comes on without passing over", async () => {
  const places = [7, 12, 7, 4, 7, 12, 13];
  const { steps, leave } = await open(() => ({ position: places.shift()!, skipped: [] }));
  const press = async (key: string, step: object) => {
    const before = steps.length;
    await userEvent.keyboard(key);
    await expect.poll(() => steps.slice(before)).toEqual([{ listId, ...step }]);
    await expect.element(page.getByRole("button", { name: "Back" })).toBeEnabled();
  };
  await press("j", { from: 4, to: "next" });
  await press("j", { from: 7, to: "next" });
  await press("k", { from: 8, to: "previous" });
  await press("k", { from: 5, to: "previous" });
  await press("j", { from: 7, to: "here" });
  await press("j", { from: 12, to: "here" });
  await press("j", { from: 12, to: "next" });
  await leave();
});

it("finds the first by itself, and says of each who was skipped why", async () => {
  const one = { contactId: arkadiy.id, at: null, zone: null, userId: null };
  const { steps, leave } = await open(
    {
      position: null,
      skipped: [
        { ...one, name: "Anna", reason: "taken", userId: ivan.id },
        { ...one, contactId: listId, name: "Boris", reason: "do-not-call" },
        { ...one, contactId: roundAt, name: "Clara", reason: "called", at: roundAt },
      ],
    },
    { client: null },
  );
  await expect.poll(() => steps).toEqual([{ listId, from: null, to: "next" }]);
  await page.getByText("Not on offer now: 2").click();
  await expect.element(page.getByText("Ivan is on it")).toBeVisible();
  await expect.element(page.getByText("opted out of automatic calls")).toBeVisible();
  await expect.element(page.getByText("No one can be called right now")).toBeVisible();
  await expect.element(page.getByText("Can’t be called: 68")).toBeVisible();
  await leave();
});

it("says how it ended, and calls again who was not reached", async () => {
  const again = serverAction(callAgainAction).answers(() => ({ ok: true, data: null }));
  const progress = { reached: 41, tried: 34, passed: 5 };
  const { steps, leave } = await open({ position: null, skipped: [] }, { client: null, progress });
  await expect.element(page.getByText("All called: 80")).toBeVisible();
  await expect.element(page.getByText("Reached 41, not reached 34, passed over 5")).toBeVisible();
  await page.getByRole("button", { name: "Call the unreached again" }).click();
  await expect.poll(() => again).toEqual([{ listId, roundAt }]);
  await expect.poll(() => steps.length).toBe(2);
  await leave();
});

it("outside one's hours says when these begin, and goes on for who wants to", async () => {
  const message = "2031-01-06T09:00:00.000Z";
  const { steps, leave } = await open({ code: "off-hours", message }, { client: null });
  await expect.element(page.getByText("You’re outside your working hours")).toBeVisible();
  await expect.element(page.getByText(/^They begin again .*9:00/)).toBeVisible();
  await page.getByRole("button", { name: "Call anyway" }).click();
  await expect.poll(() => steps.at(-1)).toMatchObject({ to: "here", afterHours: true });
  await leave();
});

it("goes on when the call is over and its strip is put away, not when the PBX refused it", async () => {
  const { steps, leave } = await open({ position: 5, skipped: [] });
  const mine = (over: object, leg: object) =>
    emit("call", aCall({ ...dialled, ...over, legs: [aLeg({ userId: olena.id, ...leg })] }));
  const dialled = { direction: "outgoing", contact: arkadiy } as const;
  const refused = { id: listId, version: 2, state: "ended", disposition: "failed" };
  await mine({ id: listId, state: "dialling" }, {});
  await mine(refused, { state: "missed" });

  const answeredAt = new Date().toISOString();
  const over = { state: "ended", disposition: "answered", endedAt: answeredAt };
  await mine({ version: 1, state: "active" }, { state: "answered", answeredAt });
  await mine({ version: 2, ...over }, { state: "ended", answeredAt });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(steps).toEqual([]);
  await mine({ version: 3, ...over }, { state: "ended", answeredAt, dismissed: "wrap-up" });
  await expect.poll(() => steps).toEqual([{ listId, from: 4, to: "next" }]);
  await leave();
});
