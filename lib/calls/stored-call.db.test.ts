/** What is pushed without reading must be what a browser reads when it asks. */
import { expect, it } from "vitest";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { dismissCard } from "./wrap-up";
import { callsForPublishing } from "./queries";
import { recordCallEvents } from "./record-call-events";

const office = await openOffice({ people: { olena: { extension: "101" }, ivan: {} } });
const { olena, ivan } = office.people;

it("is the same, call by call and stage by stage", async () => {
  const contact = (name: string, e164: string, company?: string) =>
    office.db.contact.create({
      data: {
        name,
        searchText: name,
        owner: { connect: { id: ivan } },
        ...(company && { company: { create: { name: company, nameKey: company } } }),
        numbers: { create: { raw: e164, e164, digits: e164.slice(1) } },
      },
    });
  await contact("Аркадий", "+73430112233", "Мёд");
  await contact("Мария", "+74950177788");
  await contact("Пётр", "+74950177788");
  const source = office.connections.office;
  const start = Date.now() - 60_000;

  const steps = ["call:ringing", "call:ringing", "call:answered", "call:ended"] as const;
  for (const [number, clientNumber] of ["83430112233", "84950177788", "101", ""].entries()) {
    for (const [second, kind] of steps.entries()) {
      const extension = second === 1 ? "102" : "101";
      const about = { externalId: String(number), clientNumber, extension, trunk: "2" };
      const end = { talkSeconds: 5, recordingUrl: "https://x.test/r" };
      const event =
        kind === "call:ended" ? aCallEvent(kind, { ...about, ...end }) : aCallEvent(kind, about);
      const receivedAt = new Date(start + second * 1000);
      const pushed = await recordCallEvents([{ event, source, receivedAt }]);
      expect(pushed).toHaveLength(1);
      const heard = pushed.map(({ view, userIds }) => ({ view, userIds }));
      expect(await callsForPublishing([pushed[0]!.view.id])).toEqual(heard);
      const stage = kind === "call:answered" ? "active" : "ringing";
      await dismissCard(olena, { callId: pushed[0]!.view.id, stage });
    }
  }
  const [first] = await office.db.call.findMany({
    orderBy: { id: "asc" },
    include: { legs: true },
  });
  expect(first).toMatchObject({ clientE164: "+73430112233", talkSeconds: 5 });
});
