import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limits } from "#lib/base/limits";
import { minute, second } from "#lib/base/duration";
import { saveUser } from "#lib/people/save-user";
import { openOffice } from "#lib/testing/kit/office";
import { checkCredentials, type SignInResult } from "./check-sign-in";
import { passwordHashes } from "./password";

const office = await openOffice({ connections: {} });
const email = "olena@x.test";
const password = "a long password";
const here = "198.51.100.7";
const start = new Date("2026-01-10T10:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
let olena: string;

beforeAll(async () => {
  olena = (await saveUser({ email, name: "Olena", role: "sales", password })).id;
});
beforeEach(() => office.db.attemptCount.deleteMany());

function attempt(
  given: { email?: string; password?: string; address?: string } = {},
  now: Date = start,
) {
  const typed = { email, password: "wrong", ...given };
  return checkCredentials(typed, { address: given.address ?? here }, now);
}

async function fail(times: number, given: Parameters<typeof attempt>[0] = {}, now = start) {
  for (let n = 0; n < times; n++) expect(await attempt(given, now)).toEqual({ ok: false, wait: 0 });
}

/** How many passwords are hashed meanwhile. */
async function hashesDuring(run: () => Promise<unknown>): Promise<number> {
  let hashes = 0;
  const count = () => void (hashes += 1);
  passwordHashes().on("active", count);
  await run();
  passwordHashes().off("active", count);
  return hashes;
}

describe("an account at an address", () => {
  it("has ten tries, then waits, longer each time, also with the right password", async () => {
    await fail(10);
    expect(await attempt({ password })).toEqual({ ok: false, wait: 1 });
    expect(await attempt({}, later(1.1 * second))).toEqual({ ok: false, wait: 0 });
    expect(await attempt({ password }, later(2 * second))).toEqual({ ok: false, wait: 2 });
    for (const at of [4, 10, 20, 40, 80, 160, 320, 640, 1300])
      await fail(1, {}, later(at * second));
    const wait = await attempt({}, later(1301 * second));
    expect(wait).toEqual({ ok: false, wait: 15 * 60 - 1 });
  });

  it("waits without a hash", async () => {
    await fail(10);
    expect(await hashesDuring(() => attempt({ password }))).toBe(0);
  });

  it("is counted before its passwords are hashed: a burst hashes no more", async () => {
    const given = Array.from({ length: 30 }, (_, n) => (n === 29 ? { password } : {}));
    let results: SignInResult[] = [];
    const hashes = await hashesDuring(async () => {
      results = await Promise.all(given.map((one) => attempt(one)));
    });
    // Of those at once any may be the first; whoever is let in begins anew, before the last of the burst is counted.
    expect(hashes).toBeLessThanOrEqual(results.some(({ ok }) => ok) ? 20 : 10);
    expect(results.filter((one) => one.ok || one.wait === 0)).toHaveLength(hashes);
  });

  it("has no more tries for all of them coming first at once", async () => {
    const wrong = Array.from({ length: 30 }, () => ({}));
    for (let round = 0; round < 5; round++) {
      await office.db.attemptCount.deleteMany();
      expect(await hashesDuring(() => Promise.all(wrong.map((one) => attempt(one))))).toBe(10);
    }
  });

  it("is let in with the right password, and begins anew", async () => {
    await fail(9);
    expect(await attempt({ password, email: " Olena@X.test " })).toMatchObject({
      ok: true,
      userId: olena,
    });
    await fail(10);
    expect(await attempt({ password })).toMatchObject({ wait: 1 });
  });

  it("is the same for every address of an IPv6 /64, and another for the next", async () => {
    for (let n = 0; n < 10; n++) await fail(1, { address: `2001:db8:1:2::${n}` });
    expect(await attempt({ address: "2001:db8:1:2:ffff::1" })).toMatchObject({ wait: 1 });
    expect(await attempt({ address: "2001:db8:1:3::1", password })).toMatchObject({ ok: true });
  });
});

describe("an address", () => {
  it("has thirty tries over all accounts in a quarter of an hour", async () => {
    for (let n = 0; n < 30; n++) await fail(1, { email: `guess-${n}@x.test` });
    for (let n = 30; n < 40; n++) {
      expect(await attempt({ email: `guess-${n}@x.test` })).toEqual({ ok: false, wait: 15 * 60 });
    }
    expect(await attempt({ password })).toEqual({ ok: false, wait: 15 * 60 });
    expect(await attempt({ password, address: "203.0.113.1" })).toMatchObject({ ok: true });
    expect(await attempt({ password }, later(15 * minute + 1))).toMatchObject({ ok: true });
  });

  it("of a whole office may sign in right as often as it likes", async () => {
    for (let n = 0; n < 40; n++) expect(await attempt({ password })).toMatchObject({ ok: true });
  });
});

describe("an account", () => {
  const elsewhere = (n: number) => `203.0.113.${n}`;

  it("that is guessed at from everywhere never keeps out whoever has not failed", async () => {
    for (let n = 0; n < 60; n++) await fail(1, { address: elsewhere(n) });
    expect(await attempt({ password })).toMatchObject({ ok: true });
  });

  it("slows down those who have failed, by a minute at most", async () => {
    for (let n = 0; n < 60; n++) await fail(1, { address: elsewhere(n) });
    expect(await attempt({ address: elsewhere(7) })).toEqual({ ok: false, wait: 60 });
    const after = later(minute + 1);
    expect(await attempt({ address: elsewhere(7), password }, after)).toMatchObject({ ok: true });
  });
});

describe("what is counted", () => {
  it("names nobody", async () => {
    await fail(1, { email: "typed into the wrong field" });
    const text = JSON.stringify(await office.db.attemptCount.findMany());
    expect(text).not.toContain("typed");
    expect(text).not.toContain(here);
  });

  it("goes when it counts no longer", async () => {
    for (let n = 0; n < 5; n++)
      await fail(1, { email: `guess-${n}@x.test`, address: `10.0.0.${n}` });
    expect(await office.db.attemptCount.count()).toBe(15);
    await fail(1, {}, later(limits.signIn.period + minute));
    expect(await office.db.attemptCount.count()).toBe(3);
  });

  it("is nothing where credentials are none", async () => {
    for (const given of [
      null,
      {},
      { email },
      { email, password: "" },
      { email: [email], password },
    ]) {
      const result = await checkCredentials(given, { address: here });
      expect(result).toEqual({ ok: false, wait: 0 });
    }
    expect(await office.db.attemptCount.count()).toBe(0);
  });
});
