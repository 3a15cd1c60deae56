import { beforeEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import { templatesAction } from "#lib/templates/template-actions";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const answeredAt = new Date(Date.now() - 60_000).toISOString();
const arkadiy = aCandidate();
const talking = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  state: "active",
  answeredAt,
  startedAt: answeredAt,
  legs: [aLeg({ userId: olena.id, state: "answered", answeredAt })],
});
const over = aCall({
  id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5d01",
  contact: arkadiy,
  candidates: [arkadiy],
  state: "ended",
  disposition: "answered",
  answeredAt,
  startedAt: answeredAt,
  endedAt: new Date().toISOString(),
  talkSeconds: 30,
  legs: [aLeg({ userId: olena.id, state: "ended", answeredAt })],
});

const list = () => page.getByRole("dialog", { name: "Insert a template" });
const template = () => list().getByRole("option", { name: "Price list" });
const noteIn = (place: ReturnType<typeof page.getByRole>) =>
  place.getByRole("textbox", { name: "Note about this call" });

beforeEach(() => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext(), note: null },
  }));
  serverAction(templatesAction).answers(() => ({
    ok: true,
    data: {
      templates: [
        {
          id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c10",
          kind: "note" as const,
          name: "Price list",
          text: "{client} wants a price list",
        },
      ],
    },
  }));
});

it("is put into the note of a talk by keys alone, and the card keeps the keys", async () => {
  await render(<CallPopup />, { served: { calls: [talking] } });
  const card = page.getByRole("region", { name: /^Incoming call from/ });
  await expect.element(noteIn(card)).toBeVisible();
  await userEvent.keyboard("{F8}{F2}");
  await expect.element(template()).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(noteIn(card)).toHaveValue("Аркадий wants a price list");
  await expect.element(noteIn(card)).toHaveFocus();
  // Out of the list one is in the note, out of the note at the card.
  await userEvent.keyboard("{F2}");
  await expect.element(template()).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(noteIn(card)).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(card).toHaveFocus();
});

it("leaves the strip of a talk open beside a card, while one is chosen", async () => {
  await render(<CallPopup />, { served: { calls: [talking, over] } });
  const strip = page.getByRole("listitem", { name: "Wrap up: Аркадий" });
  await expect.element(strip).toBeVisible();
  await userEvent.keyboard("{F9}n");
  await userEvent.keyboard("Said yes.");
  await userEvent.keyboard("{F2}");
  await expect.element(template()).toBeVisible();
  await userEvent.keyboard("price{Enter}");
  await expect.element(noteIn(strip)).toHaveValue("Said yes. Аркадий wants a price list");
  await expect.element(noteIn(strip)).toHaveFocus();
});
