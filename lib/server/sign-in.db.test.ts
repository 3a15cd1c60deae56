/** Signing in through the door, with next-auth behind it. */
import { authPages } from "#lib/testing/kit/auth-pages";
import * as route from "../../app/api/auth/[...nextauth]/route";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { passwordHashes } from "#lib/auth/password";
import { ceilings } from "#lib/base/limits";
import { saveUser } from "#lib/people/save-user";
import { openDoor } from "#lib/testing/kit/door";
import { openOffice } from "#lib/testing/kit/office";

const office = await openOffice({ connections: {} });
const pages = authPages(route);
const door = await openDoor({}, pages);
const behindProxy = await openDoor({ trustedProxies: ["127.0.0.1"] }, pages);
const email = "olena@x.test";
const password = "a long password";

beforeAll(() => saveUser({ email, name: "Olena", role: "sales", password }));
beforeEach(() => office.db.attemptCount.deleteMany());
afterAll(() => {
  door.close();
  behindProxy.close();
});

async function form(url: string): Promise<{ csrfToken: string; cookie: string }> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
  return { csrfToken, cookie: cookie.join("; ") };
}

/** Tries to sign in. @returns the answer, as the form's script sees it */
async function tryPassword(
  typed: string,
  options: {
    url?: string;
    forwarded?: string;
    email?: string;
    form?: { csrfToken: string; cookie: string };
  } = {},
): Promise<Response> {
  const { url = door.url, forwarded } = options;
  const { csrfToken, cookie } = options.form ?? (await form(url));
  return fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie, ...(forwarded && { "x-forwarded-for": forwarded }) },
    body: new URLSearchParams({
      email: options.email ?? email,
      password: typed,
      csrfToken,
      json: "true",
    }),
  });
}
const isSignedIn = (answer: Response) =>
  answer.status === 200 && answer.headers.getSetCookie().join().includes("session-token");

it("lets in whoever has the right password", async () => {
  expect(isSignedIn(await tryPassword(password))).toBe(true);
  expect((await tryPassword("wrong")).status).toBe(401);
});

it("refuses the eleventh try, whatever address the client makes up", async () => {
  for (let n = 0; n < 10; n++) {
    expect((await tryPassword("wrong", { forwarded: `203.0.113.${n}` })).status).toBe(401);
  }
  const late = await tryPassword(password, { forwarded: "203.0.113.99" });
  expect(late.status).toBe(429);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  const said = (await late.json()) as { url: string; error: { code: string } };
  expect(new URL(said.url).pathname).toBe("/sign-in");
  expect(said.error.code).toBe("too_many");
});

it("behind a trusted proxy counts by what the proxy saw, not by what the client told it", async () => {
  const { url } = behindProxy;
  const from = (address: string, n: number) => ({ url, forwarded: `192.0.2.${n}, ${address}` });
  for (let n = 0; n < 10; n++) {
    expect((await tryPassword("wrong", from("203.0.113.1", n))).status).toBe(401);
  }
  expect((await tryPassword(password, from("203.0.113.1", 77))).status).toBe(429);
  expect(isSignedIn(await tryPassword(password, from("203.0.113.2", 77)))).toBe(true);
});

it("refuses forty accounts from one address after thirty", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 40; n++) {
    statuses.push((await tryPassword("wrong", { email: `guess-${n}@x.test` })).status);
  }
  expect(statuses).toEqual([...Array<number>(30).fill(401), ...Array<number>(10).fill(429)]);
});

it("turns away two hundred at once before they are hashed, and hashes two at a time", async () => {
  const { url } = behindProxy;
  const opened = await form(url);
  let hashes = 0;
  let most = 0;
  const count = () => {
    hashes += 1;
    most = Math.max(most, passwordHashes().pending);
  };
  passwordHashes().on("active", count);
  // Nothing is hashed before all have come: on a busy machine they would not be at once.
  passwordHashes().pause();
  let turnedAway = 0;
  const asked = Array.from({ length: 200 }, async (_, n) => {
    const typed = { form: opened, email: `guess-${n}@x.test`, forwarded: `203.0.${n}.1` };
    const answer = await tryPassword("wrong", { url, ...typed });
    if (answer.status === 429) turnedAway += 1;
    return answer;
  });
  await expect.poll(() => turnedAway, { timeout: 10_000 }).toBe(200 - ceilings.signIns);
  passwordHashes().start();
  const answers = await Promise.all(asked);
  passwordHashes().off("active", count);
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.length - refused.length).toBe(hashes);
  expect(most).toBeLessThanOrEqual(ceilings.passwordHashes);
  expect(refused.every(({ headers }) => Number(headers.get("retry-after")) > 0)).toBe(true);
  expect(isSignedIn(await tryPassword(password, { url, forwarded: "198.51.100.1" }))).toBe(true);
});
