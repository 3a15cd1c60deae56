import { useState, useTransition } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { useKeptFocus } from "./use-kept-focus";

/** Rows that go a little after the click; meanwhile no button can be used. */
function Rows() {
  const [rows, setRows] = useState(["one", "two", "three"]);
  const [busy, start] = useTransition();
  const list = useKeptFocus<HTMLUListElement>();
  const after = (change: () => void) =>
    start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      start(change);
    });
  return (
    <>
      <h1>Rows</h1>
      <ul ref={list}>
        {rows.map((row) => (
          <li key={row}>
            <button disabled={busy} onClick={() => after(() => undefined)}>{`Mark ${row}`}</button>
            <button
              disabled={busy}
              onClick={() => after(() => setRows(rows.filter((one) => one !== row)))}
            >
              {`Remove ${row}`}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const button = (name: string) => page.getByRole("button", { name });
async function press(name: string) {
  button(name).element().focus();
  await userEvent.keyboard("{Enter}");
}

it("the focus is at the row that comes in the place of the one that went", async () => {
  await render(<Rows />);
  await press("Remove two");
  await expect.element(button("Remove three")).toHaveFocus();
  await press("Remove three");
  await expect.element(button("Remove one")).toHaveFocus();
  await press("Remove one");
  await expect.element(page.getByRole("heading", { name: "Rows" })).toHaveFocus();
});

it("stays where it was while nothing could be used, and nowhere else", async () => {
  await render(<Rows />);
  await press("Mark two");
  await expect.element(button("Mark two")).toBeDisabled();
  await expect.element(button("Mark two")).toHaveFocus();
  await press("Remove one");
  await expect.element(button("Remove two")).toHaveFocus();
});
