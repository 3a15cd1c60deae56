import { expect, it } from "vitest";
import { readPeople, writePeople } from "./people-text";

it("says everything of everybody, whatever they are called", () => {
  const people = [
    { id: "1", name: 'Олена "Ліна" </script>\n', disabled: false },
    { id: "2", name: "", disabled: true },
  ];
  expect(readPeople(writePeople(people))).toEqual(people);
  expect(readPeople(writePeople([]))).toEqual([]);
});
