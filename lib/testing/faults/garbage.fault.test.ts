/** What nobody can read, between what everybody can. */
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { encodeFrame } from "#lib/providers/prostie-zvonki/wire";
import { scriptCall } from "#lib/testing/kit/call-script";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { seededRandom } from "#lib/testing/kit/random";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

const frame = (xml: string) => encodeFrame(xml, "base64");
const garbage: (string | Buffer)[] = [
  "garbage!",
  frame("<Event"),
  frame(`<Event type="3" callID="1" from="1" to="2"/>`),
  frame(`<Event type="2" callID="not a number" from="1" to="2"/>`),
  frame(`<!DOCTYPE x [<!ENTITY a "b">]><Event type="2" callID="1" from="&a;" to="2"/>`),
  frame(`<Event type="32" callID="1" from="${"9".repeat(65)}" to="2"/>`),
  Buffer.from([0xff, 0xfe, 0x00, 0x80]),
  randomBytes(4_000),
];

it("is set aside with its reason; the good frames are applied and the link is kept", async () => {
  await office.start();
  let drops = 0;
  const random = seededRandom(51);
  const calls = Array.from({ length: 40 }, (_, index) =>
    scriptCall(random, { externalId: String(index + 1) }),
  );
  let sent = 0;
  for (const { steps } of calls) {
    for (const { event } of steps) {
      office.pbx.sendRaw(garbage[sent++ % garbage.length]!);
      office.tell(event);
      if (office.pbx.clientCount() !== 1) drops += 1;
    }
  }
  const found = await office.judge(calls);
  expect(verdict(found)).toEqual(nothingLost);
  expect(found.calls).toBe(calls.length);
  expect(found.accepted).toBe(2 * sent);
  const db = await office.reader();
  const refused = await db.inboxMessage.findMany({ where: { status: "refused" } });
  expect(refused).toHaveLength(sent);
  expect(refused.filter((row) => !row.reason)).toEqual([]);
  expect([drops, office.pbx.clientCount()]).toEqual([0, 1]);
});
