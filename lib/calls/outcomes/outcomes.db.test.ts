import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import {
  activeOutcomes,
  addOutcome,
  archiveOutcome,
  listOutcomes,
  moveOutcome,
  renameOutcome,
  restoreOutcome,
  setAskWhen,
} from "./outcomes";

const office = await openOffice();

const words = async () => (await activeOutcomes()).map(({ key, name }) => name ?? key);
const idOf = async (key: string) =>
  (await office.db.outcome.findFirstOrThrow({ where: { OR: [{ key }, { name: key }] } })).id;

it("begins with six, and takes nine", async () => {
  const six = ["agreed", "interested", "call-back", "answered", "not-interested", "wrong-number"];
  expect(await words()).toEqual(six);
  for (const name of ["7", "8", "9"]) await addOutcome(name);
  expect(await words()).toEqual([...six, "7", "8", "9"]);
  await expect(addOutcome("10")).rejects.toThrow("too-many");
});

it("is renamed, moved, archived and restored; what is archived stays in the calls", async () => {
  await renameOutcome(await idOf("agreed"), "Продано");
  await moveOutcome(await idOf("interested"), -1);
  await moveOutcome(await idOf("interested"), -1);
  expect((await words()).slice(0, 3)).toEqual(["interested", "Продано", "call-back"]);
  const id = await idOf("call-back");
  await archiveOutcome(id);
  expect((await words())[2]).toBe("answered");
  await expect(moveOutcome(id, 1)).rejects.toThrow("not-found");
  expect((await listOutcomes()).at(-1)).toMatchObject({ id, key: "call-back", archived: true });
  await addOutcome("9b");
  await expect(restoreOutcome(id)).rejects.toThrow("too-many");
  await archiveOutcome(await idOf("9b"));
  await restoreOutcome(id);
  expect((await words())[2]).toBe("call-back");
});

it("is there once, however its name is typed", async () => {
  const fault = (name: string) => ({ code: "invalid", details: { values: { name } } });
  await expect(addOutcome("  INTERESTED ")).rejects.toMatchObject(fault("Interested"));
  await expect(addOutcome("Не  тот НОМЕР")).rejects.toMatchObject(fault("Не тот номер"));
  await expect(addOutcome("продано")).rejects.toMatchObject(fault("Продано"));
  const sold = await idOf("Продано");
  await expect(renameOutcome(sold, "есть интерес")).rejects.toMatchObject(fault("Есть интерес"));
  await renameOutcome(sold, "ПРОДАНО");
  await archiveOutcome(sold);
  await expect(addOutcome("Продано")).rejects.toMatchObject({
    details: { fields: { name: "inArchive" }, values: { name: "ПРОДАНО" } },
  });
  await restoreOutcome(sold);
});

it("asks when to call for one of them, until an administrator says otherwise", async () => {
  const asking = async () =>
    (await activeOutcomes()).flatMap(({ key, name, askWhen }) => (askWhen ? [name ?? key] : []));
  expect(await asking()).toEqual(["call-back"]);
  await setAskWhen(await idOf("interested"), true);
  expect(await asking()).toEqual(["interested", "call-back"]);
  // Renamed, it asks on.
  await renameOutcome(await idOf("call-back"), "Later");
  await setAskWhen(await idOf("interested"), false);
  expect(await asking()).toEqual(["Later"]);
  await expect(setAskWhen("no such outcome", true)).rejects.toThrow("not-found");
});
