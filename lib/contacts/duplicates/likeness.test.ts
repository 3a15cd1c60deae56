import { expect, it } from "vitest";
import { similarPairs } from "./likeness";

const similar = (...names: string[]) =>
  similarPairs(names.map((name) => ({ id: name, name }))).length > 0;

it.each([
  ["Пётр Соколов", "Петр Соколов"],
  ["Соколов Пётр", "Пётр Соколов"],
  ["Петренко Олена", "Олена Петренко "],
  ["Соколов Петр", "Сокалов Пётр"],
  ["Анна-Мария Штерн", "Анна Мария Штерн"],
  ["Jon Smith", "John Smith"],
  ["John Smith", "Jhon Smith"],
  ["ИВАНОВ", "Иванов"],
])("%s and %s may be one", (a, b) => expect(similar(a, b)).toBe(true));

it.each([
  ["Пётр Соколов", "Павел Соколов"],
  ["Иван", "Ирина"],
  ["Ян", "Ян К"],
  ["Оля", "Юля"],
  ["Анна Иванова", "Инна Ивановна"],
])("%s and %s are two", (a, b) => expect(similar(a, b)).toBe(false));

it("takes no time for a company of thousands", () => {
  const people = Array.from({ length: 3_000 }, (_, n) => ({
    id: `${n}`,
    name: `Person ${n * 7919}`,
  }));
  expect(similarPairs(people).length).toBeGreaterThan(0);
});
