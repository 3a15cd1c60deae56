/** What is said before a shorter time deletes, beside what then goes. */
import { expect, it } from "vitest";
import { day } from "#lib/base/duration";
import { openOffice } from "#lib/testing/kit/office";
import { foreseeLoss } from "./foresee";
import { readRetention, setRetention } from "./settings";
import { forgetOld } from "./sweep";

const office = await openOffice({});
const { db } = office;
const { connectionId } = office.connections.office;
const ago = (days: number) => new Date(Date.now() - days * day);
const none = { messages: 0, recordings: 0, clients: 0, audit: 0 };

const call = (days: number, recordingUrl: string | null = null) => ({
  connectionId,
  direction: "incoming",
  state: "ended",
  clientRaw: "8343",
  startedAt: ago(days),
  endedAt: ago(days),
  recordingUrl,
});

it("is as much as then goes, and nothing of what is kept as long as before", async () => {
  const message = (key: string, days: number, status = "applied") => ({
    connectionId,
    key,
    raw: "{}",
    status,
    receivedAt: ago(days),
  });
  await db.inboxMessage.createMany({
    data: [message("1", 20), message("2", 20, "received"), message("3", 5)],
  });
  await db.call.createMany({
    data: [call(200, "https://pbx.test/1.mp3"), call(100, "https://pbx.test/2.mp3"), call(10)],
  });
  await db.lead.create({ data: { connectionId, numberRaw: "8343", createdAt: ago(95) } });
  const before = await readRetention();
  expect(await foreseeLoss(before)).toEqual(none);
  expect(await foreseeLoss({ ...before, messages: 60, audit: 3_000 })).toEqual(none);

  const wanted = { ...before, messages: 10, recordings: 150, clients: 90 };
  const loss = await foreseeLoss(wanted);
  expect(loss).toEqual({ ...none, messages: 1, recordings: 1, clients: 3 });
  await setRetention(wanted);
  expect(await forgetOld()).toMatchObject(loss);
  // What has gone is not counted again.
  expect(await foreseeLoss({ ...wanted, clients: 60 })).toEqual(none);
});
