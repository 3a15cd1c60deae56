import { expect, it } from "vitest";
import type { Role } from "#lib/auth/roles";
import { asRequest } from "#lib/testing/kit/as-request";
import { openOffice } from "#lib/testing/kit/office";
import * as actions from "./template-actions";
import { mostTemplates } from "./templates";

const office = await openOffice({ people: { olena: {}, maria: { role: "manager" } } });
const cookies: Partial<Record<Role, string>> = {
  sales: (await office.signIn(office.people.olena)).cookie,
  manager: (await office.signIn(office.people.maria)).cookie,
};

/** What an action answers to somebody of that role. */
const as = (role: Role, name: keyof typeof actions, input: unknown) =>
  asRequest(cookies[role]!, () => (actions[name] as (raw: unknown) => Promise<unknown>)(input));

async function add(name: string, kind = "note", text = `${name} for {client}`): Promise<string> {
  const added = (await as("manager", "addTemplateAction", { kind, name, text })) as {
    data: { id: string };
  };
  return added.data.id;
}
async function offered(kind = "note"): Promise<string[]> {
  const answer = (await as("sales", "templatesAction", { kind })) as {
    data: { templates: { name: string }[] };
  };
  return answer.data.templates.map(({ name }) => name);
}
const events = async (subjectId: string) =>
  (await office.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } })).map(
    ({ event, changes }) => [event, changes && (JSON.parse(changes) as unknown)],
  );

it("a manager's templates are offered to everybody, each kind where it belongs, in their order", async () => {
  await add("Price");
  const offer = await add("Offer");
  await add("Agreed by text", "sms");
  await add("Later");
  expect(await offered()).toEqual(["Price", "Offer", "Later"]);
  expect(await offered("sms")).toEqual(["Agreed by text"]);
  await as("manager", "moveTemplateAction", { id: offer, by: -1 });
  // At the end of the list it stays.
  await as("manager", "moveTemplateAction", { id: offer, by: -1 });
  expect(await offered()).toEqual(["Offer", "Price", "Later"]);
  const change = { id: offer, name: "Best offer", text: " {company}: offer " };
  expect(await as("manager", "changeTemplateAction", change)).toEqual({ ok: true, data: null });
  expect(await as("sales", "templatesAction", { kind: "note" })).toMatchObject({
    data: { templates: [{ id: offer, name: "Best offer", text: "{company}: offer" }, {}, {}] },
  });
  expect(await events(offer)).toEqual([
    [
      "template.created",
      { kind: [null, "note"], name: [null, "Offer"], text: [null, "Offer for {client}"] },
    ],
    ["template.changed", { position: [2, 1] }],
    [
      "template.changed",
      { name: ["Offer", "Best offer"], text: ["Offer for {client}", "{company}: offer"] },
    ],
  ]);
});

it("one that was deleted is offered no more, and comes back to its place", async () => {
  const [first] = await office.db.template.findMany({ where: { name: "Price" } });
  const one = { id: first!.id };
  const before = await offered();
  expect(await as("manager", "restoreTemplateAction", one)).toMatchObject({ code: "not-found" });
  await as("manager", "deleteTemplateAction", one);
  expect(await offered()).toEqual(before.filter((name) => name !== "Price"));
  for (const [name, input] of [
    ["deleteTemplateAction", one],
    ["moveTemplateAction", { ...one, by: 1 }],
    ["changeTemplateAction", { ...one, name: "A", text: "B" }],
  ] as const) {
    expect(await as("manager", name, input), name).toMatchObject({ code: "not-found" });
  }
  await as("manager", "restoreTemplateAction", one);
  expect(await offered()).toEqual(before);
});

it.each([
  ["a kind there is not", { kind: "letter" }, { kind: expect.any(String) as string }],
  ["no name", { name: " " }, { name: "required" }],
  ["a long name", { name: "n".repeat(61) }, { name: "tooLong" }],
  ["no text", { text: "\n" }, { text: "required" }],
  ["a long text", { text: "t".repeat(1_001) }, { text: "tooLong" }],
  ["an unknown placeholder", { text: "Hello {client}, {kompany}" }, { text: "placeholder" }],
  ["an empty placeholder", { text: "Hello {}" }, { text: "placeholder" }],
])("%s is refused, and named", async (_, wrong, fields) => {
  const input = { kind: "note", name: "Price", text: "Hello", ...wrong };
  expect(await as("manager", "addTemplateAction", input)).toEqual({
    ok: false,
    code: "invalid",
    fields,
  });
});

it("sales people add, change and move none", async () => {
  const input = { kind: "note", name: "Mine", text: "Mine", id: office.people.olena, by: 1 };
  const writing = Object.keys(actions).filter((name) => name !== "templatesAction");
  for (const name of writing as (keyof typeof actions)[]) {
    expect(await as("sales", name, input), name).toEqual({ ok: false, code: "not-allowed" });
  }
});

it("there are no more than one can look through", async () => {
  const rows = Array.from({ length: mostTemplates }, (_, index) => index + 1_000);
  await office.db.template.createMany({
    data: rows.map((position) => ({ kind: "sms", name: "n", text: "t", position })),
  });
  const input = { kind: "sms", name: "One more", text: "t" };
  expect(await as("manager", "addTemplateAction", input)).toMatchObject({ code: "too-many" });
});
