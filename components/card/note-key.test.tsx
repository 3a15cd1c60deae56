import { expect, it, onTestFinished } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dismissCardAction } from "#lib/calls/call-actions";
import { callContextAction } from "#lib/card/actions";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import type { CallView } from "#lib/calls/call-view";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const contact = aCandidate();
const rings = aCall({ contact, candidates: [contact], legs: [aLeg({ userId: olena.id })] });
const note = () => page.getByRole("textbox", { name: "Note about this call" });
const elsewhere = () => page.getByRole("button", { name: "Elsewhere" });

/** @returns the keys that the page gets to see */
async function open(call: CallView): Promise<string[]> {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext(), note: null },
  }));
  serverAction(dismissCardAction).answers(() => ({ ok: true, data: { version: 3 } }));
  const seen: string[] = [];
  const see = ({ key }: KeyboardEvent) => void seen.push(key);
  document.addEventListener("keydown", see);
  onTestFinished(() => document.removeEventListener("keydown", see));
  await render(
    <>
      <button type="button">Elsewhere</button>
      <CallPopup />
    </>,
    { served: { calls: [call] } },
  );
  await expect.element(note()).toBeVisible();
  elsewhere().element().focus();
  return seen;
}

it("N writes the note of the talk from anywhere on the page, never while a call merely rings", async () => {
  const seen = await open(rings);
  await userEvent.keyboard("n");
  expect(seen).toEqual(["n"]);
  await expect.element(elsewhere()).toHaveFocus();

  const answeredAt = new Date().toISOString();
  const legs = [aLeg({ userId: olena.id, state: "answered", answeredAt })];
  await emit("call", { ...rings, version: 2, state: "active", answeredAt, legs });
  await expect.element(page.getByRole("button", { name: /Transfer/ })).toBeVisible();
  await userEvent.keyboard("n");
  await expect.element(note()).toHaveFocus();
  await expect.element(note()).toHaveValue("");
  expect(seen).toEqual(["n"]);
  await userEvent.keyboard("{Escape}{Escape}");
  await expect.element(elsewhere()).toHaveFocus();
});

it("N writes the note of the talk that waits for its wrap-up", async () => {
  const at = new Date().toISOString();
  const legs = [aLeg({ userId: olena.id, state: "ended", answeredAt: at })];
  const over = { state: "ended", disposition: "answered", endedAt: at, answeredAt: at } as const;
  await open({ ...rings, ...over, legs });
  await userEvent.keyboard("n");
  await expect.element(note()).toHaveFocus();
});
