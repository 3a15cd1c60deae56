/** What a person may read and take with them, over real HTTP. */
import { afterAll, expect, it } from "vitest";
import { limitOf } from "#lib/base/limits";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { openDoor } from "#lib/testing/kit/door";

const office = await openOffice({
  people: { olena: {}, ivan: {}, maria: { role: "manager" }, anton: { role: "manager" } },
});
const door = await openDoor();
afterAll(() => door.close());
for (let n = 0; n < 120; n++) {
  await addContact(`Contact ${n}`, `+7916000${String(n).padStart(4, "0")}`);
}

async function reader(person: keyof typeof office.people) {
  const { cookie } = await office.signIn(office.people[person]);
  return (path: string) => fetch(door.url + path, { headers: { cookie }, redirect: "manual" });
}

interface Page {
  contacts: { id: string }[];
  next: string | null;
}

it("sales people read contacts by pages of fifty at most, and come to the end", async () => {
  const read = await reader("olena");
  const ids = new Set<string>();
  const sizes: number[] = [];
  let after = "";
  do {
    const answer = await read(`/api/v1/contacts?limit=1000${after && `&after=${after}`}`);
    const { contacts, next } = (await answer.json()) as Page;
    sizes.push(contacts.length);
    for (const { id } of contacts) ids.add(id);
    after = next ?? "";
  } while (after);
  expect([sizes, ids.size]).toEqual([[50, 50, 20], 120]);
  const small = (await (await read("/api/v1/contacts?limit=7")).json()) as Page;
  expect(small.contacts).toHaveLength(7);
});

it("sales people read thirty such pages an hour, and their calls besides", async () => {
  const read = await reader("ivan");
  for (let n = 0; n < 30; n++) expect((await read("/api/v1/contacts?limit=1")).status).toBe(200);
  const late = await read("/api/v1/contacts?limit=1");
  expect(late.status).toBe(429);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(3_000);
  expect(await late.json()).toMatchObject({ error: { code: "too_many" } });
  expect((await read("/api/v1/calls")).status).toBe(200);
});

it("managers read all at once, three hundred times in ten seconds", async () => {
  const read = await reader("maria");
  const all = (await (await read("/api/v1/contacts?limit=1000")).json()) as Page;
  expect([all.contacts.length, all.next]).toEqual([120, null]);
  for (let n = 1; n < 300; n++) limitOf("rest").count(office.people.maria);
  expect((await read("/api/v1/calls")).status).toBe(429);
  expect((await read("/api/v1/contacts")).status).toBe(429);
});

it("a person exports ten files a minute, of whichever list", async () => {
  const read = await reader("anton");
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) {
    const answer = await read(n % 2 ? "/calls/export" : "/contacts/export?format=csv");
    statuses.push(answer.status);
    await answer.arrayBuffer();
  }
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
});
