/** Sign-in by a real OpenID provider, over sockets, through the door with next-auth behind it. */
import { authPages } from "#lib/testing/kit/auth-pages";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { config, configSlot, type OidcConfig } from "#lib/base/config";
import { makeLink } from "#lib/people/access-links";
import { setDisabled } from "#lib/people/manage-people";
import { saveUser } from "#lib/people/save-user";
import { openAuthClient, type AuthClient } from "#lib/testing/kit/auth-client";
import { openDoor } from "#lib/testing/kit/door";
import { oidcClient, openIdentityProvider } from "#lib/testing/kit/identity-provider";
import { openOffice } from "#lib/testing/kit/office";
import { turnOn } from "#lib/testing/kit/second-factor";
import * as route from "../../app/api/auth/[...nextauth]/route";

const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { ada } = office.people;
const door = await openDoor({}, authPages(route));
const provider = await openIdentityProvider(`${door.url}/api/auth/callback/oidc`);
const plain = config();
const password = "correct horse battery";
let olena: string;

function configure(over: Partial<OidcConfig> = {}, base = plain): void {
  const oidc = { issuer: provider.issuer, ...oidcClient, name: null, create: null, only: false };
  configSlot.set({ ...base, oidc: { ...oidc, ...over } });
}

beforeEach(async () => {
  configure();
  provider.accounts = {
    "sub-olena": { email: "Olena@x.test", email_verified: true, name: "Olena O." },
    "sub-ivan": { email: "ivan@x.test", email_verified: true, name: "Ivan" },
  };
  provider.current = "sub-olena";
  await office.db.user.deleteMany({ where: { id: { not: ada } } });
  const person = { email: "olena@x.test", name: "Olena", role: "manager" } as const;
  olena = (await saveUser({ ...person, password })).id;
});
afterAll(() => {
  door.close();
  provider.close();
});

/** Goes to the provider and through its sign-in. @returns where it sends the browser back to */
async function throughProvider(client: AuthClient): Promise<string> {
  const begun = await client.post("signin/oidc", { callbackUrl: "/contacts" });
  const { url } = (await begun.json()) as { url: string };
  if (!url.startsWith(provider.issuer)) return url;
  const browser = openAuthClient(provider.issuer);
  for (let next = url, hops = 0; hops < 10; hops++) {
    const answer = await browser.get(next);
    next = new URL(answer.headers.get("location")!, provider.issuer).href;
    if (next.startsWith(door.url)) return next;
  }
  throw new Error("the provider sends nobody back");
}
/** @returns where the browser ends up */
async function comeBack(client: AuthClient, address: string): Promise<string> {
  const answer = await client.get(address);
  const next = new URL(answer.headers.get("location")!, door.url);
  // next-auth's own pages lead on to ours.
  if (next.pathname.startsWith("/api/auth/")) return comeBack(client, next.href);
  const error = next.searchParams.get("error");
  return error ? `${next.pathname}?error=${error}` : next.pathname;
}
async function signIn(client = openAuthClient(door.url)) {
  const ended = await comeBack(client, await throughProvider(client));
  return { client, ended };
}
const whose = async () => (await office.db.session.findMany()).map(({ userId }) => userId);

describe("by an identity provider", () => {
  it("somebody who is known by their verified e-mail comes in, as who they are here", async () => {
    const { client, ended } = await signIn();
    expect(ended).toBe("/contacts");
    expect(client.hasSession()).toBe(true);
    expect(await whose()).toEqual([olena]);
    const user = await office.db.user.findUniqueOrThrow({ where: { id: olena } });
    expect(user).toMatchObject({ name: "Olena", role: "manager", email: "olena@x.test" });
    const entry = { event: "sign-in.single-sign-on", subjectId: olena };
    expect(await office.db.auditEntry.count({ where: entry })).toBe(1);
  });

  it("the same person comes in after their e-mail has changed there, and another by their old one does not", async () => {
    await signIn();
    provider.accounts["sub-olena"]!.email = "married@x.test";
    provider.accounts["sub-ivan"]!.email = "olena@x.test";
    expect((await signIn()).ended).toBe("/contacts");
    expect(new Set(await whose())).toEqual(new Set([olena]));
    provider.current = "sub-ivan";
    const { client, ended } = await signIn();
    expect(ended).toBe("/sign-in?error=oidc-bound");
    expect(client.hasSession()).toBe(false);
  });

  it.each([
    ["unknown", () => void (provider.current = "sub-ivan")],
    [
      "unverified",
      () => void (provider.accounts["sub-olena"] = { ...olenasAccount(), email_verified: false }),
    ],
    ["disabled", () => setDisabled(olena, true, { id: ada })],
  ])("nobody comes in who is %s", async (reason, happen) => {
    await happen();
    const { client, ended } = await signIn();
    expect(ended).toBe(`/sign-in?error=oidc-${reason}`);
    expect(client.hasSession()).toBe(false);
    expect(await whose()).toEqual([]);
    expect(await office.db.externalIdentity.count()).toBe(0);
  });
  const olenasAccount = () => provider.accounts["sub-olena"]!;

  it("an address counts by the word of the document that it stands in", async () => {
    provider.current = "sub-ivan";
    // Its owner may write any address there; what is verified is the other.
    provider.accounts["sub-ivan"]!.signed = { email: "olena@x.test" };
    expect((await signIn()).ended).toBe("/sign-in?error=oidc-unknown");
    provider.accounts["sub-ivan"]!.signed = { email: "olena@x.test", email_verified: false };
    expect((await signIn()).ended).toBe("/sign-in?error=oidc-unverified");
    provider.accounts["sub-ivan"]!.signed = { email: "olena@x.test", email_verified: true };
    expect((await signIn()).ended).toBe("/contacts");
    expect(await whose()).toEqual([olena]);
  });

  it("who was disabled after the first time does not come in either", async () => {
    await signIn();
    await setDisabled(olena, true, { id: ada });
    expect((await signIn()).ended).toBe("/sign-in?error=oidc-disabled");
    expect(await whose()).toEqual([]);
  });

  it("makes an account for who is unknown where the operator says so, a sales person's", async () => {
    configure({ create: "sales" });
    provider.current = "sub-ivan";
    expect((await signIn()).ended).toBe("/contacts");
    const ivan = await office.db.user.findUniqueOrThrow({ where: { email: "ivan@x.test" } });
    expect(ivan).toMatchObject({ name: "Ivan", role: "sales" });
    provider.accounts["sub-new"] = { email: "n@x.test", email_verified: false, name: "N" };
    provider.current = "sub-new";
    expect((await signIn()).ended).toBe("/sign-in?error=oidc-unverified");
  });

  it("asks for no code of ours, and makes an invitation worthless", async () => {
    await turnOn({ id: olena, name: "Olena", email: "olena@x.test" });
    await makeLink(olena);
    expect((await signIn()).ended).toBe("/contacts");
    expect(await office.db.accessLink.count()).toBe(0);
  });

  it("ends the session that the browser had", async () => {
    const client = openAuthClient(door.url);
    await signIn(client);
    await signIn(client);
    expect(await whose()).toEqual([olena]);
  });
});

describe("what comes back is refused", () => {
  const refused = "/sign-in?error=OAuthCallback";
  const cookieNamed = (client: AuthClient, part: string) =>
    [...client.cookies.keys()].find((name) => name.includes(part))!;

  it("with another state", async () => {
    const client = openAuthClient(door.url);
    const back = new URL(await throughProvider(client));
    back.searchParams.set("state", "another");
    expect(await comeBack(client, back.href)).toBe(refused);
    expect(client.hasSession()).toBe(false);
  });

  it("in another browser than it was begun in", async () => {
    const back = await throughProvider(openAuthClient(door.url));
    const other = openAuthClient(door.url);
    expect(await comeBack(other, back)).toBe(refused);
    expect(other.hasSession()).toBe(false);
  });

  it.each(["nonce", "pkce"])("with another sign-in's %s", async (check) => {
    const [one, two] = [openAuthClient(door.url), openAuthClient(door.url)];
    const back = await throughProvider(one);
    await throughProvider(two);
    const name = cookieNamed(two, check);
    one.cookies.set(name, two.cookies.get(name)!);
    expect(await comeBack(one, back)).toBe(refused);
    expect(one.hasSession()).toBe(false);
    expect(await whose()).toEqual([]);
  });

  it("a second time", async () => {
    const client = openAuthClient(door.url);
    const back = await throughProvider(client);
    const cookies = new Map(client.cookies);
    expect(await comeBack(client, back)).toBe("/contacts");
    const thief = openAuthClient(door.url);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect(await comeBack(thief, back)).toBe(refused);
    expect(thief.hasSession()).toBe(false);
  });
});

describe("the way to the provider", () => {
  it("is refused where its name leads to what nobody may reach", async () => {
    configure({ issuer: "http://169.254.169.254" });
    const { ended } = await signInFails();
    expect(ended).toContain("error=OAuthSignin");
  });

  it("is open to a provider on this machine, and to nothing else there", async () => {
    configure({}, { ...plain, allowedNetworks: [] });
    expect((await signIn()).ended).toBe("/contacts");
  });

  async function signInFails() {
    const client = openAuthClient(door.url);
    const begun = await client.post("signin/oidc", {});
    return { ended: ((await begun.json()) as { url: string }).url };
  }
});

describe("passwords", () => {
  const byPassword = async () => {
    const client = openAuthClient(door.url);
    await client.post("callback/credentials", { email: "olena@x.test", password });
    return client.hasSession();
  };

  it("stay beside the provider, unless the operator has it alone", async () => {
    expect(await byPassword()).toBe(true);
    configure({ only: true });
    expect(await byPassword()).toBe(false);
    expect((await signIn()).client.hasSession()).toBe(true);
  });
});
