import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import type { ClientContext } from "#lib/card/client-context";
import { aCall, aCallback, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";
import { ContactSummary } from "./contact-summary";

const arkadiy = aCandidate({ owner: olena.id });
const rings = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  legs: [aLeg({ userId: olena.id })],
});
const contact = { id: arkadiy.id, name: arkadiy.name, company: null };
const dueAt = new Date(Date.now() + 3_600_000).toISOString();
const promised = aCallback({ contact, kind: "promised", promised: true, dueAt, missedCount: 0 });

const owed: NonNullable<ClientContext["callback"]> = {
  id: promised.id,
  kind: "promised",
  dueAt,
  ownerId: null,
  note: null,
  missedCount: 0,
  attempts: 0,
};

it("says at once what was scheduled just now", async () => {
  let callback: ClientContext["callback"] = null;
  const asked = serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ callback }), note: null },
  }));
  await render(<CallPopup />, { served: { calls: [rings] } });
  await expect.element(page.getByText("No callback due")).toBeVisible();
  // Another client's is not this one's.
  await emit("callback", [
    aCallback({
      id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c71",
      number: {
        raw: "1",
        e164: "+73430119999",
      },
    }),
  ]);
  callback = owed;
  await emit("callback", [promised]);
  await expect.element(page.getByText(/^Callback promised for/)).toBeVisible();
  expect(asked).toHaveLength(2);
});

it("has the contact's page served anew when the promise has moved, and not before", async () => {
  const facts = aClientContext({ callback: owed });
  const { refreshed } = await render(<ContactSummary contact={contact} facts={facts} />);
  await emit("callback", [promised]);
  await expect.element(page.getByText(/^Callback promised for/)).toBeVisible();
  expect(refreshed()).toBe(0);
  const later = new Date(Date.now() + 7_200_000).toISOString();
  await emit("callback", [{ ...promised, version: 2, dueAt: later }]);
  await expect.poll(refreshed).toBe(1);
});
