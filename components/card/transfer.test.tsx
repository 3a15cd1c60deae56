import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { transferCallAction, transferTargetsAction } from "#lib/calls/call-actions";
import { aCall } from "#lib/testing/kit/views";
import { render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { TransferDialog } from "./transfer-dialog";

const call = aCall({ state: "active" });
const ivan = {
  userId: "01890000-0000-7000-8000-00000000000b",
  name: "Ivan",
  extension: "102",
  doNotDisturb: false,
  away: false,
  busy: false,
};

it("takes the Enter of whoever typed faster than the colleagues came", async () => {
  let come!: () => void;
  const coming = new Promise<void>((resolve) => (come = resolve));
  serverAction(transferTargetsAction).answers(async () => {
    await coming;
    return { ok: true, data: [ivan] };
  });
  const transferred = serverAction(transferCallAction).answers(() => ({ ok: true, data: null }));
  await render(<TransferDialog call={call} onClose={() => undefined} />);
  await expect.element(page.getByRole("textbox")).toHaveFocus();
  await userEvent.keyboard("iva{Enter}");
  expect(transferred).toEqual([]);
  come();
  await expect.poll(() => transferred).toEqual([{ callId: call.id, extension: "102" }]);
});
