import { useLayoutEffect, useState } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { type Pick, PickDialog } from "./pick-dialog";

const emma: Pick = { id: "1", name: "Emma Foster" };
const lucy: Pick = { id: "2", name: "Lucy Turner" };
const carter: Pick = { id: "3", name: "Lucy Carter" };

/** A search that the test answers. */
async function openSearch() {
  const picked: string[] = [];
  let answer: (picks: Pick[]) => void = () => undefined;
  function Search() {
    const [typed, setTyped] = useState("");
    const [found, setFound] = useState<{ q: string; picks: Pick[] }>({ q: "", picks: [] });
    answer = (picks) => setFound({ q: typed, picks });
    return (
      <PickDialog
        title="Whose number?"
        label="Name"
        typed={typed}
        onTyped={setTyped}
        picks={found.picks}
        waiting={found.q !== typed}
        none="Nobody"
        onPick={(id) => picked.push(id)}
        onClose={() => undefined}
      />
    );
  }
  await render(<Search />);
  await expect.element(page.getByRole("combobox")).toHaveFocus();
  const option = (name: string) => page.getByRole("option", { name });
  return { picked, option, answers: (...picks: Pick[]) => answer(picks) };
}

it("selects the first on every answer, and Enter takes it", async () => {
  const { picked, option, answers } = await openSearch();
  await userEvent.keyboard("emm");
  answers(emma);
  await expect.element(option("Emma Foster")).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("a f");
  await expect.element(option("Emma Foster")).toHaveAttribute("aria-disabled", "true");
  answers(emma);
  await expect.element(option("Emma Foster")).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  expect(picked).toEqual(["1"]);
});

it("takes the first of the answer by an Enter that came before it", async () => {
  const { picked, option, answers } = await openSearch();
  await userEvent.keyboard("lucy");
  answers(carter, lucy);
  await expect.element(option("Lucy Carter")).toBeVisible();
  await userEvent.keyboard(" t{Enter}");
  expect(picked).toEqual([]);
  answers(lucy);
  await expect.poll(() => picked).toEqual(["2"]);
});

it("forgets that Enter when more is typed", async () => {
  const { picked, option, answers } = await openSearch();
  await userEvent.keyboard("lucy{Enter} c");
  answers(carter);
  await expect.element(option("Lucy Carter")).toBeVisible();
  expect(picked).toEqual([]);
});

it("writes down what was typed before its field was there, and keeps it from what is below", async () => {
  const below: string[] = [];
  const listen = (event: KeyboardEvent) => below.push(event.key);
  window.addEventListener("keydown", listen);
  const picked: string[] = [];
  function Opened() {
    const [open, setOpen] = useState(false);
    const [typed, setTyped] = useState("");
    // Sooner than any dialog can have its focus.
    useLayoutEffect(() => {
      for (const key of open ? "luc" : "") {
        const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
      }
    }, [open]);
    return open ? (
      <PickDialog
        title="Whose number?"
        label="Name"
        typed={typed}
        onTyped={setTyped}
        picks={[emma, lucy].filter(({ name }) => name.toLowerCase().startsWith(typed))}
        none="Nobody"
        onPick={(id) => picked.push(id)}
        onClose={() => undefined}
      />
    ) : (
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
    );
  }
  await render(<Opened />);
  await page.getByRole("button", { name: "Open" }).click();
  await expect.element(page.getByRole("combobox")).toHaveValue("luc");
  await expect.element(page.getByRole("option", { name: "Lucy Turner" })).toBeVisible();
  expect(below).toEqual([]);
  await userEvent.keyboard("{Enter}");
  expect(picked).toEqual(["2"]);
  window.removeEventListener("keydown", listen);
});
