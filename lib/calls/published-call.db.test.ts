/** What is pushed without reading must be what a browser reads when it asks. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { saveExtensions } from "#lib/users/save-extensions";
import { dismissCard } from "./dismiss-card";
import { callsForPublishing } from "./queries";
import { recordCallEvents } from "./record-call-events";

let test: TestDatabase;
beforeAll(async () => void (test = await createTestDatabase()));
afterAll(() => test.close());

it("is the same, call by call and stage by stage", async () => {
  const person = (email: string) =>
    test.db.user.create({ data: { email, name: email, role: "sales", passwordHash: "-" } });
  const [olena, ivan] = [await person("olena@x.test"), await person("ivan@x.test")];
  const contact = (name: string, e164: string, company?: string) =>
    test.db.contact.create({
      data: {
        name,
        searchText: name,
        owner: { connect: { id: ivan.id } },
        ...(company && { company: { create: { name: company, nameKey: company } } }),
        numbers: { create: { raw: e164, e164, digits: e164.slice(1) } },
      },
    });
  await contact("Аркадий", "+73430112233", "Мёд");
  await contact("Мария", "+74950177788");
  await contact("Пётр", "+74950177788");
  const data = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  const { id: connectionId } = await test.db.connection.create({ data });
  await saveExtensions(olena.id, { [connectionId]: "101" });
  const source = { connectionId, slug: "office", country: "RU" };
  const start = Date.now() - 60_000;

  const steps = ["call:ringing", "call:ringing", "call:answered", "call:ended"] as const;
  for (const [number, clientNumber] of ["83430112233", "84950177788", "101", ""].entries()) {
    for (const [second, kind] of steps.entries()) {
      const extension = second === 1 ? "102" : "101";
      const about = { externalId: String(number), direction: "incoming", clientNumber, extension };
      const end = { disposition: "answered", talkSeconds: 5, recordingUrl: "https://x.test/r" };
      const event = { kind, ...about, trunk: "2", ...(kind === "call:ended" && end) } as never;
      const receivedAt = new Date(start + second * 1000);
      const pushed = await recordCallEvents([{ event, source, receivedAt }]);
      expect(pushed).toHaveLength(1);
      const heard = pushed.map(({ view, userIds }) => ({ view, userIds }));
      expect(await callsForPublishing([pushed[0]!.view.id])).toEqual(heard);
      const stage = kind === "call:answered" ? "active" : "ringing";
      await dismissCard(olena.id, { callId: pushed[0]!.view.id, stage });
    }
  }
  const [first] = await test.db.call.findMany({ orderBy: { id: "asc" }, include: { legs: true } });
  expect(first).toMatchObject({ clientE164: "+73430112233", talkSeconds: 5 });
});
