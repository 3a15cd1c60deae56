/** A message is committed, and the connection to the database dies before its answer. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { log } from "#lib/base/log";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { createOutbox } from "#lib/providers/kit/outbox";
import { startAnswerCutter } from "#lib/testing/kit/answer-cutter";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { openOffice } from "#lib/testing/kit/office";
import { testRuntime } from "#lib/testing/kit/runtime";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { createIngest, type Ingest } from "./ingest";
import { createWebhookReceiver } from "./receive-webhook";

const office = await openOffice({ connections: { office: { provider: "json" } } });
const token = "a token nobody guesses";
const runtime = testRuntime(office.connections.office, jsonProvider, { token, country: "RU" });
const { source } = runtime;
const pushed: string[] = [];
let ingest: Ingest;
beforeEach(() => {
  const calls = (changed: readonly { view: { id: string } }[]) =>
    void pushed.push(...changed.map(({ view }) => view.id));
  ingest = createIngest({ log: log(), audience: { calls } });
});
afterEach(async () => {
  await ingest.close();
  await db().call.deleteMany();
  await db().inboxMessage.deleteMany();
  pushed.length = 0;
});

const about = { direction: "incoming", clientNumber: "+73430112233", extension: "101" };
const bodyOf = (id: string) =>
  JSON.stringify({ id, event: { kind: "call:ringing", externalId: id, ...about } });
const messageOf = (id: string) => ({ key: id, raw: bodyOf(id) });
/** As it lies there when its answer was lost. */
const leave = (id: string, waits: number) =>
  db().inboxMessage.create({
    data: {
      ...messageOf(id),
      connectionId: source.connectionId,
      receivedAt: new Date(Date.now() - waits),
    },
  });
const statuses = async () => (await db().inboxMessage.findMany()).map(({ status }) => status);

async function expectAppliedOnce(): Promise<void> {
  expect(await statuses()).toEqual(["applied"]);
  const calls = await db().call.findMany();
  expect(calls).toMatchObject([{ version: 1 }]);
  expect(pushed).toEqual([calls[0]?.id]);
}

describe("a message that is stored, unapplied and nobody's", () => {
  it("is applied when it is repeated, as it came first", async () => {
    const { id, receivedAt } = await leave("1", 2_000);
    const repeats = Array.from({ length: 9 }, () => ingest.accept(source, [messageOf("1")]));
    expect(new Set((await Promise.all(repeats)).flat())).toEqual(new Set([id]));
    await ingest.idle();
    expect(await ingest.accept(source, [messageOf("1")])).toEqual([id]);
    await ingest.idle();
    await expectAppliedOnce();
    expect(await db().call.findFirst()).toMatchObject({ startedAt: receivedAt });
  });

  it("is applied by itself once it has waited for five seconds", async () => {
    const { id } = await leave("1", 0);
    await ingest.sweep([source]);
    await ingest.idle();
    expect(await statuses()).toEqual(["received"]);
    const receivedAt = new Date(Date.now() - 5_100);
    await db().inboxMessage.update({ where: { id }, data: { receivedAt } });
    await Promise.all([ingest.sweep([source]), ingest.sweep([source])]);
    await ingest.idle();
    await ingest.sweep([source]);
    await ingest.idle();
    await expectAppliedOnce();
  });

  it("is not taken up a second time while a connection catches up with it", async () => {
    await leave("1", 10_000);
    await Promise.all([ingest.catchUp(source), ingest.sweep([source])]);
    await ingest.accept(source, [messageOf("1")]);
    await ingest.idle();
    await expectAppliedOnce();
  });
});

if (process.env.TEST_DIALECT === "postgresql") {
  describe("an answer that PostgreSQL gives to nobody", async () => {
    const wire = await startAnswerCutter(office.url, 'INSERT INTO "InboxMessage"');
    await closeDatabase();
    await openDatabase({ url: wire.url });
    const receive = createWebhookReceiver({
      runtimeOf: () => runtime,
      ingest: { accept: (...message) => ingest.accept(...message) },
    });
    const sweeper = setInterval(() => void ingest.sweep([source]), 1_000);
    afterAll(async () => {
      clearInterval(sweeper);
      await closeDatabase();
      await wire.close();
    });

    function send(id: string) {
      const headers = new Headers({ authorization: `Bearer ${token}` });
      const request = { method: "POST", headers, body: bodyOf(id), query: new URLSearchParams() };
      return receive("office", request, "127.0.0.1");
    }

    async function expectAppliedInTime(): Promise<void> {
      await waitUntil("applied", () => pushed.length > 0, { timeout: 6_500 });
      // Long enough for a second time, by a repeat or by the sweep.
      await sleep(6_500);
      await expectAppliedOnce();
    }

    it("to a hook: its sender's next try is answered, and has it applied", async () => {
      wire.cutNext();
      expect(await send("hook")).toMatchObject({ ok: false, status: 503 });
      const [row] = await db().inboxMessage.findMany();
      expect(row).toMatchObject({ status: "received" });
      for (let n = 0; n < 3; n++) {
        expect(await send("hook")).toMatchObject({ ok: true, answer: { status: 200 } });
      }
      expect(await ingest.accept(source, [messageOf("hook")])).toEqual([row!.id]);
      await expectAppliedInTime();
    });

    it("to a hook whose sender never tries again: it is applied all the same", async () => {
      wire.cutNext();
      expect(await send("once")).toMatchObject({ ok: false, status: 503 });
      await expectAppliedInTime();
    });

    it("to a live event: its link hands it over again, and it is applied", async () => {
      wire.cutNext();
      const outbox = createOutbox(
        {
          emit: (messages) => ingest.accept(source, messages),
          signal: new AbortController().signal,
          log: log(),
        },
        { pause: () => undefined, resume: () => undefined },
      );
      outbox.add([messageOf("live")]);
      await expectAppliedInTime();
    });
  });
}
