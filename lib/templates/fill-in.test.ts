import { expect, it } from "vitest";
import { fillIn } from "./fill-in";
import { unknownPlaceholder } from "./placeholders";

const nothing = { client: null, company: null, me: null, callback: null };
const all = { client: "Аркадий", company: "Ромашка", me: "Olena", callback: "2 June, 10:00" };

it("says what is known, each time it is asked for", () => {
  const template = "{client}, good day! {me} here.\nI call {client} ({company}) on { callback }.";
  expect(fillIn(template, all)).toBe(
    "Аркадий, good day! Olena here.\nI call Аркадий (Ромашка) on 2 June, 10:00.",
  );
});

it.each([
  ["{client}, good day!", "Good day!"],
  ["Good day, {client}!", "Good day!"],
  ["Good day, {client}, this is {me}.", "Good day, this is Olena."],
  ["{client} ({company}) asks for a price", "Asks for a price"],
  ["Writes for «{company}», wants a price", "Writes for, wants a price"],
  ["Wants a call {callback}.", "Wants a call."],
  ["Spoke with {client} – {company}: agreed", "Spoke with: agreed"],
  ["Company: {company}\nAsked for: a price", "Asked for: a price"],
  ["{client}!\n{company}\nAgreed", "Agreed"],
  ["{company}", ""],
  ["Привет, {client}!\n\nПозвоним {callback}.", "Привет!\n\nПозвоним."],
])("%j without a client is %j", (template, text) => {
  expect(fillIn(template, { ...nothing, me: "Olena" })).toBe(text);
});

it("leaves a text without placeholders as it was written", () => {
  const text = "Price: (to be said)\n\n  – twice";
  expect(fillIn(text, nothing)).toBe(text);
});

it("names what is no placeholder", () => {
  expect(unknownPlaceholder("{client}, {kompany}")).toBe("kompany");
  expect(unknownPlaceholder("{}")).toBe("");
  expect(unknownPlaceholder("{ me } and {callback}, one { alone")).toBeNull();
});
