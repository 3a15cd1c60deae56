import { expect, it } from "vitest";
import { callablesOf } from "./use-choose";

const call = (id: string, raw: string) => ({
  id,
  number: { raw, e164: null },
  direction: "incoming" as const,
  state: "ended" as const,
  disposition: null,
  startedAt: "2026-11-29T10:00:00.000Z",
  contact: null,
});

it("who hides the number is not called from the palette", () => {
  const calls = ["101", "anonymous", "Номер скрыт", ""].map((raw) => call(raw, raw));
  const callables = callablesOf({ contacts: [], companies: [], calls, notes: [], corrected: [] });
  expect([...callables.keys()]).toEqual(["call:101"]);
});
