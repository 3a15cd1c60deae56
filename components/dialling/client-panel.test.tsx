import { expect, it } from "vitest";
import { page } from "vitest/browser";
import type { Client } from "#lib/dialling/desk";
import { aCall, aCandidate, aClientContext, aContact, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { olena, render } from "../testing/render";
import { ClientPanel } from "./client-panel";

const contact = aContact();
const client: Client = {
  position: 2,
  contact,
  facts: aClientContext(),
  soFar: {
    state: "reached",
    at: new Date().toISOString(),
    outcome: { id: "1", key: "agreed", name: null },
  },
  lastNote: null,
  zone: null,
  timeline: { entries: [], more: false },
};

it("shows what became of the call of whoever one comes back to, not while they are on the line", async () => {
  await render(<ClientPanel client={client} />);
  const said = page.getByText(/^Reached at/);
  await expect.element(said).toBeVisible();
  await expect.element(page.getByText("Agreed", { exact: true })).toBeVisible();
  const theirs = aCall({ state: "active", contact: aCandidate({ id: contact.id }) });
  await emit("call", { ...theirs, legs: [aLeg({ userId: olena.id, state: "answered" })] });
  await expect.element(said).not.toBeInTheDocument();
});
