import { beforeAll, describe, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { connectionActivity, inboxMessages, messageListOptions } from "./health";
import { saveConnection } from "./save-connection";

const office = await openOffice({ connections: {} });
let id: string;
const now = new Date("2026-11-21T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const secret = "a secret of the PBX";

beforeAll(async () => {
  const common = { provider: "prostie-zvonki", enabled: true };
  const settings = { url: "ws://pbx.test", password: secret };
  id = (await saveConnection({ ...common, slug: "office", name: "Office", settings })).id;
  const other = await saveConnection({ ...common, slug: "other", name: "Other", settings });
  const message = (connectionId: string, hours: number, index: number, status = "applied") => ({
    connectionId,
    key: `${hours} ${index}`,
    status,
    receivedAt: hoursAgo(hours),
    raw: `password=${secret} ${index} ${"x".repeat(1_000)}`,
    reason: status === "refused" ? "type: unknown" : null,
  });
  await office.db.inboxMessage.createMany({
    data: [
      ...Array.from({ length: 30 }, (_, index) => message(id, 40, index)),
      ...Array.from({ length: 25 }, (_, index) => message(id, 23, index)),
      ...Array.from({ length: 5 }, (_, index) => message(other.id, 2, index)),
      message(id, 1, 0, "refused"),
    ],
  });
  const call = { connectionId: id, direction: "incoming", state: "ended", clientRaw: "1" };
  await office.db.call.createMany({
    data: [2, 3, 30].map((hours) => ({ ...call, startedAt: hoursAgo(hours) })),
  });
});

describe("what a connection did", () => {
  it("is counted over the last day", async () => {
    expect(await connectionActivity(id, now)).toEqual({
      lastMessageAt: hoursAgo(1).toISOString(),
      messages: 26,
      calls: 2,
    });
  });

  it("is nothing where there is nothing", async () => {
    const none = await connectionActivity("00000000-0000-4000-8000-000000000000", now);
    expect(none).toEqual({ lastMessageAt: null, messages: 0, calls: 0 });
  });
});

describe("the inbox as an administrator sees it", () => {
  const list = (query: object) => inboxMessages(id, messageListOptions.parse(query));

  it("is told newest first, page by page, without secrets", async () => {
    const first = await list({});
    expect([first.messages.length, first.more, first.refused]).toEqual([20, true, 1]);
    expect(first.messages[0]).toMatchObject({ status: "refused", reason: "type: unknown" });
    expect(JSON.stringify(first)).not.toContain(secret);
    expect(first.messages[0]!.raw).toHaveLength(500);
    const second = await list({ before: String(first.messages.at(-1)!.id) });
    expect(second.messages[0]!.id).toBeLessThan(first.messages.at(-1)!.id);
  });

  it("can be narrowed to one status, and takes no nonsense", async () => {
    expect((await list({ show: "refused" })).messages).toHaveLength(1);
    expect((await list({ show: "kept" })).messages).toEqual([]);
    expect((await list({ show: "'; DROP", before: "-1" })).messages).toHaveLength(20);
  });
});
