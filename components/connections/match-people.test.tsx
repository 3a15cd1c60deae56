import { expect, it } from "vitest";
import { page } from "vitest/browser";
import type { PersonMatch } from "#lib/people/extensions";
import {
  assignExtensionsAction,
  createPersonAction,
  matchPeopleAction,
} from "#lib/people/people-actions";
import { ivan, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { MatchPeople } from "./match-people";

const connection = {
  id: "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a201",
  name: "Phonet",
  provider: "phonet",
};
const stranger = (extension: string): PersonMatch => ({
  extension,
  name: `Person ${extension}`,
  email: `${extension}@office.example`,
  person: null,
  holder: null,
});

async function open() {
  serverAction(matchPeopleAction).answers(() => ({
    ok: true,
    data: [stranger("001"), stranger("002")],
  }));
  await render(<MatchPeople connection={connection} />);
  await page.getByRole("button", { name: "Match people" }).click();
}

it("lets the administrator choose whose an extension is, whatever the e-mail addresses say", async () => {
  const assigned = serverAction(assignExtensionsAction).answers(() => ({
    ok: true,
    data: { count: 1 },
  }));
  await open();
  await page.getByRole("button", { name: "Choose who Person 001 is here" }).click();
  await page.getByRole("option", { name: "Ivan" }).click();
  await expect.element(page.getByRole("checkbox", { name: /Person 001.*Ivan/ })).toBeChecked();
  await page.getByRole("button", { name: "Assign 1 extension" }).click();
  const choices = [{ userId: ivan.id, extension: "001" }];
  await expect.poll(() => assigned).toEqual([{ connectionId: connection.id, choices }]);
});

it("adds somebody new with what the provider knows of them", async () => {
  const created = serverAction(createPersonAction).answers(() => ({
    ok: true,
    data: { id: ivan.id, link: null },
  }));
  await open();
  await page.getByRole("button", { name: "Add Person 002 as new" }).click();
  await page.getByRole("button", { name: "Invite" }).click();
  await expect
    .poll(() => created)
    .toEqual([
      {
        name: "Person 002",
        email: "002@office.example",
        role: "sales",
        hours: null,
        extensions: { [connection.id]: "002" },
      },
    ]);
  await expect.element(page.getByText("Added", { exact: true })).toBeVisible();
});
