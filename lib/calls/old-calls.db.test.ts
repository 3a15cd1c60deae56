/** Calls of an installation from before calls kept their events, after the upgrade. */
import { afterAll, expect, it, vi } from "vitest";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";

// Stored times are UTC, wherever the server is.
vi.stubEnv("TZ", "Europe/Kyiv");
afterAll(() => vi.unstubAllEnvs());

const office = await openOffice();
const { connectionId } = office.connections.office;

const startedAt = new Date("2026-01-15T10:00:00.000Z");
const at = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);

async function oldCall(externalId: string, columns: Record<string, unknown> = {}) {
  return office.db.call.create({
    data: {
      connection: { connect: { id: connectionId } },
      externalId,
      direction: "incoming",
      state: "active",
      clientRaw: "83430112233",
      startedAt,
      answeredAt: at(5),
      ...columns,
      legs: {
        create: [
          { extension: "101", state: "answered", startedAt, answeredAt: at(5) },
          { extension: "102", state: "missed", startedAt, endedAt: at(5) },
        ],
      },
    },
  });
}

it("an event that arrives after the upgrade ends a call with all that was known of it", async () => {
  await oldCall("talking");
  const ended = aCallEvent("call:ended", { externalId: "talking" });
  const view = await office.record(ended, { receivedAt: at(65) });
  expect(view).toMatchObject({
    state: "ended",
    disposition: "answered",
    startedAt: startedAt.toISOString(),
    answeredAt: at(5).toISOString(),
    endedAt: at(65).toISOString(),
    talkSeconds: 60,
  });
  expect(view.legs.map(({ extension, state }) => `${extension} ${state}`).sort()).toEqual([
    "101 ended",
    "102 missed",
  ]);
});

it("an ended call stays as it was, and takes a recording that arrives late", async () => {
  const columns = { state: "ended", disposition: "answered", endedAt: at(65), talkSeconds: 60 };
  await oldCall("over", columns);
  const recordingUrl = "https://pbx.test/1.mp3";
  const ended = aCallEvent("call:ended", { externalId: "over", recordingUrl });
  const view = await office.record(ended, { receivedAt: at(600) });
  expect(view).toMatchObject({
    endedAt: at(65).toISOString(),
    talkSeconds: 60,
    hasRecording: true,
  });
});
