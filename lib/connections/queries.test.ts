import { expect, it } from "vitest";
import { adapters } from "#lib/providers/registry";
import { providerHelp } from "./queries";

it.each(adapters.map(({ id }) => id))("%s has a page with a table of its fields", async (id) => {
  const help = await providerHelp(id);
  expect(help?.html).toContain("<table>");
  expect(help?.html).not.toContain("<h1");
});

it("shows no other file", async () => {
  expect(await providerHelp("../architecture")).toBeNull();
  expect(await providerHelp("nobody")).toBeNull();
});
