import { expect, it } from "vitest";
import { openHarness } from "../testing";
import { generic } from "./adapter";
import { providerWords } from "../words";
import { startSimulator } from "./simulator";
import { settingsFor } from "./testing";

it("says what it has found in every language", async () => {
  const pbx = await startSimulator({ port: 0 });
  const found = [];
  for (const settings of [settingsFor(pbx.settings), settingsFor({ token: "" })]) {
    found.push(await generic.check!(openHarness(generic, settings).command(settings)));
  }
  await pbx.close();
  const codes = found.flatMap(({ code, warningCode, untestedCode, abilities = [] }) => [
    code,
    warningCode,
    untestedCode,
    ...abilities.map((ability) => ability.code),
  ]);
  expect(new Set(codes.filter(Boolean))).toEqual(
    new Set(Object.keys(providerWords.en.generic!.reasons)),
  );
  for (const { generic } of Object.values(providerWords)) {
    expect(Object.keys(generic!.reasons)).toEqual(Object.keys(providerWords.en.generic!.reasons));
  }
});
