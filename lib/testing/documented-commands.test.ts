/** Marks of the documentation's commands can be read; whether the commands work is tried in the long suite. */
import { expect, it } from "vitest";
import { commandBlocks, documentedPages } from "./kit/documented-commands";

it.each(documentedPages)("%s says of each command how it is tried, or why it is not", (page) => {
  for (const { commands, place } of commandBlocks(page)) expect(commands, place).not.toEqual([]);
});
