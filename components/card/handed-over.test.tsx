import { beforeEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const arkadiy = aCandidate();
const answeredAt = new Date(Date.now() - 60_000).toISOString();
const call = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  state: "active",
  answeredAt,
  startedAt: answeredAt,
});
const mine = aLeg({ userId: olena.id });
const ivans = aLeg({ extension: "102", userId: ivan.id });
const card = () => page.getByRole("region", { name: /^Incoming call/ });

beforeEach(() => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
});
const knows = (passedOn: { userId: string; text: string }[]) =>
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ passedOn }), note: null },
  }));

it("says who hands a call over, and what they have noted down", async () => {
  knows([{ userId: ivan.id, text: "wants instalments over 3 months" }]);
  const legs = [{ ...ivans, state: "answered" as const, answeredAt }, mine];
  await render(<CallPopup />, { served: { calls: [{ ...call, legs }] } });
  await expect.element(card().getByText("Transferred by Ivan")).toBeVisible();
  await expect.element(card().getByText("wants instalments over 3 months")).toBeVisible();
});

it("is a strip for whoever has handed it over, as soon as the colleague has it", async () => {
  knows([]);
  const talks = { ...call, legs: [{ ...mine, state: "answered" as const, answeredAt }] };
  await render(<CallPopup />, { served: { calls: [talks] } });
  await expect.element(card().getByText("On the call")).toBeVisible();
  await emit("call", {
    ...talks,
    version: 2,
    legs: [
      { ...mine, state: "ended", answeredAt },
      { ...ivans, state: "answered", answeredAt: new Date().toISOString() },
    ],
  });
  const strip = page.getByRole("listitem", { name: "Wrap up: Аркадий" });
  await expect.element(strip.getByRole("textbox", { name: "Note about this call" })).toBeVisible();
  await expect.element(card()).not.toBeInTheDocument();
});
