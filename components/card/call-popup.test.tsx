import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dismissCardAction, hangUpCallAction } from "#lib/calls/call-actions";
import { callContextAction, chooseContactAction } from "#lib/card/actions";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import type { CallView } from "#lib/calls/call-view";
import type { ClientContext } from "#lib/card/client-context";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { emit, serve } from "../testing/page-server";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const arkadiy = aCandidate({ company: "Уралмаш", owner: olena.id });
const rings = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  trunk: "74950000000",
  legs: [aLeg({ userId: olena.id })],
});
const card = () => page.getByRole("region", { name: "Incoming call from +7 343 011 22 33" });
const somewhere = () => page.getByRole("textbox", { name: "Something else" });

/** A screen on which somebody works while the telephone rings. */
async function openScreen(options: { calls?: CallView[]; context?: Partial<ClientContext> } = {}) {
  const { calls = [], context } = options;
  const client = aClientContext(context);
  serverAction(callContextAction).answers(() => ({ ok: true, data: { client, note: null } }));
  const screen = await render(
    <>
      <input aria-label="Something else" />
      <CallPopup />
    </>,
    { served: { calls } },
  );
  await somewhere().click();
  return screen;
}

it("says who calls and where we stand, aloud once, and leaves the focus where it is", async () => {
  await openScreen({
    context: {
      ownerId: olena.id,
      tags: ["vip"],
      lastTalk: {
        at: new Date(Date.now() - 3 * 24 * 3_600_000).toISOString(),
        userId: ivan.id,
        talkSeconds: 125,
        outcome: { id: "1", key: "interested", name: null },
      },
      callback: {
        id: "1",
        kind: "promised",
        dueAt: new Date(Date.now() + 3_600_000).toISOString(),
        ownerId: olena.id,
        note: "the price",
        missedCount: 0,
        attempts: 0,
      },
      callsToday: 2,
      extension: null,
    },
  });
  await emit("call", rings);

  await expect.element(card()).toBeVisible();
  await expect.element(card().getByText("Аркадий")).toBeVisible();
  await expect.element(card().getByText("Уралмаш")).toBeVisible();
  await expect.element(card().getByText("Line 74950000000 · Office PBX")).toBeVisible();
  await expect.element(card().getByText("You are the owner", { exact: true })).toBeVisible();
  await expect.element(card().getByText("vip")).toBeVisible();
  await expect.element(card().getByText("2nd today")).toBeVisible();
  await expect
    .element(card().getByText(/^Last call .+ · Interested · Ivan · 2\u00a0min\u00a05\u00a0s$/))
    .toBeVisible();
  await expect
    .element(card().getByText(/Callback promised for .+ · Olena · the price/))
    .toBeVisible();
  await expect.element(page.getByRole("status")).toHaveTextContent(/^Incoming call: Аркадий/);
  await expect.element(somewhere()).toHaveFocus();
});

it("shows to a page that comes later what rings already", async () => {
  await openScreen({ calls: [rings] });
  await expect.element(card().getByText("Аркадий")).toBeVisible();
});

it("takes the focus by F8, opens the contact by Enter, and gives the focus back by Escape", async () => {
  const { visited } = await openScreen({ calls: [rings] });
  const received = serverAction(dismissCardAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  await expect.element(card()).toBeVisible();

  await userEvent.keyboard("{F8}");
  await expect.element(card()).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(visited).toEqual([`/contacts/${arkadiy.id}`]);

  await userEvent.keyboard("{Escape}");
  await expect.element(card()).not.toBeInTheDocument();
  await expect.element(somewhere()).toHaveFocus();
  expect(received).toEqual([{ callId: rings.id, stage: "ringing" }]);
});

it("brings a dismissed card back when the server does not take it", async () => {
  await openScreen({ calls: [rings] });
  let refuse: () => void = () => undefined;
  const refused = new Promise<{ ok: false; code: string }>((resolve) => {
    refuse = () => resolve({ ok: false, code: "failed" });
  });
  serverAction(dismissCardAction).answers(() => refused);

  await card().getByRole("button", { name: "Dismiss" }).click();
  await expect.element(card()).not.toBeInTheDocument();
  refuse();
  await expect.element(card()).toBeVisible();
  await expect.element(page.getByText("Couldn’t dismiss the card. Try again.")).toBeVisible();
});

it.each([
  ["incoming", "Incoming", "ringing"],
  ["outgoing", "Outgoing", "dialling"],
] as const)(
  "shows by its icon that a call is %s, before and while they talk",
  async (direction, name, first) => {
    const going: CallView = { ...rings, direction };
    await openScreen({ calls: [going] });
    const shown = page.getByRole("region", { name: `${name} call` });
    const icon = () => shown.element().querySelector(`svg.lucide-phone-${direction}`);
    const stateOf = () => shown.element().getAttribute("data-state");
    await expect.poll(stateOf).toBe(first);
    expect(icon()).not.toBeNull();
    const answeredAt = new Date().toISOString();
    await emit("call", {
      ...going,
      version: 2,
      state: "active",
      answeredAt,
      legs: [aLeg({ userId: olena.id, state: "answered", answeredAt })],
    });
    await expect.poll(stateOf).toBe("active");
    expect(icon()).not.toBeNull();
  },
);

it("follows the call, and no older version of it", async () => {
  await openScreen();
  const talks: CallView = {
    ...rings,
    version: 2,
    state: "active",
    answeredAt: new Date().toISOString(),
    legs: [aLeg({ userId: olena.id, state: "answered", answeredAt: new Date().toISOString() })],
  };
  await emit("call", rings);
  await expect.element(card().getByText("Incoming call", { exact: true })).toBeVisible();
  await emit("call", talks);
  await emit("call", rings);
  // What is sent after it has come: so has the older version.
  const clientNumber = { raw: "+73430112244", e164: "+73430112244" };
  await emit("call", { ...rings, id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c99", clientNumber });
  await expect.element(page.getByRole("region", { name: /\+7 343 011 22 44/ })).toBeVisible();
  await expect.element(card().getByText("On the call")).toBeVisible();
  await expect.element(card().getByRole("textbox", { name: "Note about this call" })).toBeVisible();
});

it("asks again when a version was missed", async () => {
  await openScreen({ calls: [rings] });
  await expect.element(card()).toBeVisible();
  // The third version comes, the second never did; the snapshot says that the call is over.
  await serve({ calls: [] });
  await emit("call", { ...rings, version: 3 });
  await expect.element(card()).not.toBeInTheDocument();
});

it("says in the provider's words why a call goes on", async () => {
  await openScreen({ calls: [rings] });
  const received = serverAction(hangUpCallAction).answers(() => ({
    ok: false,
    code: "refused",
    message: "Channel not found",
  }));
  await card().getByRole("button", { name: "Hang up" }).click();
  await expect.element(page.getByText("Couldn’t hang up: the call is still on")).toBeVisible();
  await expect.element(page.getByText("Channel not found")).toBeVisible();
  expect(received).toEqual([{ callId: rings.id }]);
});

it("offers all who share a number, and keeps by one key who it is", async () => {
  const [maria, pyotr] = [
    aCandidate({ id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c11", name: "Мария Соколова" }),
    aCandidate({ id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c12", name: "Пётр Соколов" }),
  ];
  await openScreen({ calls: [{ ...rings, contact: null, candidates: [maria, pyotr] }] });
  const received = serverAction(chooseContactAction).answers(() => ({
    ok: true,
    data: { before: { contactId: null, remembered: null, taken: false } },
  }));
  await expect.element(card().getByText("2 contacts share this number:")).toBeVisible();
  await expect
    .element(card().getByRole("link", { name: "Пётр Соколов" }))
    .toHaveAttribute("href", `/contacts/${pyotr.id}`);

  await userEvent.keyboard("{F8}2");
  await expect.poll(() => received).toEqual([{ callId: rings.id, contactId: pyotr.id }]);
  await emit("call", { ...rings, version: 2, contact: pyotr, candidates: [pyotr] });
  await expect.element(card().getByRole("link", { name: "Open contact" })).toBeVisible();
});

it("leads from a stranger to a new contact with the number and the call", async () => {
  const { visited } = await openScreen({ calls: [{ ...rings, contact: null, candidates: [] }] });
  await expect.element(card().getByText("Not in your contacts yet")).toBeVisible();
  const href = `/contacts/new?${new URLSearchParams({ phone: "+73430112233", call: rings.id })}`;
  await expect
    .element(card().getByRole("link", { name: "Create contact" }))
    .toHaveAttribute("href", href);
  await userEvent.keyboard("{F8}{Enter}");
  expect(visited).toEqual([href]);
});

it("the typing goes on in the strip of a call that ends while another rings", async () => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
  const answeredAt = new Date(Date.now() - 60_000).toISOString();
  const talk = { ...rings, state: "active", startedAt: answeredAt, answeredAt } as const;
  const leg = aLeg({ userId: olena.id, state: "answered", answeredAt });
  const other = aCall({
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c77",
    clientNumber: { raw: "+73430112299", e164: "+73430112299" },
    legs: [aLeg({ userId: olena.id })],
  });
  await openScreen({ calls: [{ ...talk, legs: [leg] }, other] });
  await expect.element(card()).toBeVisible();
  await userEvent.keyboard("{F8}nab");
  await emit("call", {
    ...talk,
    version: 2,
    state: "ended",
    disposition: "answered",
    endedAt: new Date().toISOString(),
    legs: [{ ...leg, state: "ended" }],
  });
  const strip = page.getByRole("listitem", { name: "Wrap up: Аркадий" });
  const note = strip.getByRole("textbox", { name: "Note about this call" });
  await expect.element(note).toHaveFocus();
  await userEvent.keyboard("c");
  await expect.element(note).toHaveValue("abc");
});

it("N writes the note while it rings, and the card stays under whoever writes when the call goes", async () => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
  await openScreen({ calls: [rings] });
  await expect.element(card()).toBeVisible();
  await userEvent.keyboard("{F8}nab");
  const note = card().getByRole("textbox", { name: "Note about this call" });
  await expect.element(note).toHaveValue("ab");
  const legs = [aLeg({ userId: olena.id, state: "missed" })];
  await emit("call", { ...rings, version: 2, state: "ended", disposition: "no-answer", legs });
  await expect.element(card()).toHaveAttribute("data-state", "missed");
  await userEvent.keyboard("c");
  await expect.element(note).toHaveValue("abc");
  expect(page.getByRole("dialog").elements()).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await expect.element(card()).not.toBeInTheDocument();
});
