/** Two copies on one database, whose Redis is away all the time. */
import { io, type Socket } from "socket.io-client";
import { afterEach, describe, expect, it } from "vitest";
import { log } from "#lib/base/log";
import { openOffice } from "#lib/testing/kit/office";
import { openRealtime } from "#lib/testing/kit/open-realtime";
import { waitUntil } from "#lib/testing/kit/wait-until";
import type { BoardAnswer } from "./events";
import { peopleHere, peopleOfAllCopies } from "./connected-people";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { olena, ivan } = office.people;
const { db } = office;
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function openCopy(options?: { renewEvery: number }) {
  const people = peopleOfAllCopies(log(), options);
  cleanUps.push(people.close);
  return people;
}

it("knows its own by their browsers, until the last one has gone", async () => {
  const here = peopleHere();
  here.came(olena);
  here.came(olena);
  here.left(olena);
  expect([...(await here.all())]).toEqual([olena]);
  here.left(olena);
  expect([(await here.all()).size, await here.isConnected(olena)]).toEqual([0, false]);
});

function severalCopies(): void {
  it("know each other's people, and when they have gone", async () => {
    const [one, other] = [openCopy(), openCopy()];
    one.came(olena);
    other.came(ivan);
    await waitUntil(
      "told",
      async () => (await other.isConnected(olena)) && (await one.isConnected(ivan)),
    );
    expect(await one.all()).toEqual(new Set([olena, ivan]));
    one.left(olena);
    await waitUntil("taken back", async () => !(await other.isConnected(olena)));
    expect(await one.all()).toEqual(new Set([ivan]));
    await other.close();
    expect(await db.connectedPerson.count()).toBe(0);
  });

  it("write nothing of a page that is loaded anew", async () => {
    const one = openCopy();
    one.came(olena);
    await waitUntil("told", async () => (await db.connectedPerson.count()) === 1);
    const written = await db.connectedPerson.findFirstOrThrow();
    one.left(olena);
    one.came(olena);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await db.connectedPerson.findFirstOrThrow()).toEqual(written);
  });

  it("forget those of a copy that was killed, and clean up after it", async () => {
    const ended = { copy: "killed", userId: ivan, until: new Date(Date.now() - 1_000) };
    await db.connectedPerson.create({ data: ended });
    const one = openCopy();
    one.came(olena);
    expect([await one.isConnected(ivan), [...(await one.all())]]).toEqual([false, [olena]]);
    await waitUntil("cleaned up", async () => (await db.connectedPerson.count()) === 1);
  });

  it("renew their rows, also those that were lost", async () => {
    const [one, other] = [openCopy({ renewEvery: 300 }), openCopy()];
    one.came(olena);
    await waitUntil("told", () => other.isConnected(olena));
    await db.connectedPerson.updateMany({ data: { until: new Date() } });
    await waitUntil("renewed", () => other.isConnected(olena));
    await db.connectedPerson.deleteMany();
    await waitUntil("told again", () => other.isConnected(olena));
  });

  it("show on one's board who is at the other", async () => {
    const redis = "redis://127.0.0.1:1";
    const [here, there] = [await openRealtime(redis), await openRealtime(redis)];
    cleanUps.push(here.realtime.close, there.realtime.close);
    const connect = async (url: string, person: string) => {
      const { cookie } = await office.signIn(person);
      const socket: Socket = io(url, {
        transports: ["websocket"],
        extraHeaders: { cookie },
        forceNew: true,
      });
      cleanUps.push(() => socket.disconnect());
      await new Promise((resolve) => socket.once("calls:snapshot", resolve));
      return socket;
    };
    await connect(there.url, ivan);
    const watcher = await connect(here.url, olena);
    await waitUntil("told", () => here.realtime.isConnected(ivan));
    const answer = (await watcher.emitWithAck("board:watch", {})) as BoardAnswer;
    const members = answer.ok ? answer.board.members : [];
    expect(members.map(({ state }) => state)).toEqual(["free", "free"]);
  });
}

// An SQLite file has one program.
if (process.env.TEST_DIALECT === "postgresql") describe("several copies", severalCopies);
