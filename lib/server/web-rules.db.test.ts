/** What every kind of door states to browsers, over real HTTP. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { openDoor, type TestServer } from "#lib/testing/kit/door";
import { openLeadOffice } from "#lib/testing/kit/open-lead-office";
import { day } from "#lib/base/duration";

const office = await openLeadOffice();
const { cookie } = await office.signIn(office.olena);
const opened: TestServer[] = [];
afterAll(() => opened.forEach((door) => door.close()));

/** Stands for Next: answers with the policy it was handed, which is where Next finds its nonce. */
async function open(...[options]: Parameters<typeof openDoor>) {
  const door = await openDoor(options, async (request, response) => {
    const { "content-security-policy": policy, ...others } = request.headers;
    response.end(JSON.stringify({ policy, others }));
  });
  opened.push(door);
  return door;
}
const door = await open();

const policyOf = (answer: Response) => answer.headers.get("content-security-policy") ?? "";
const nonceIn = (policy: string) => /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1];
const ask = (path: string, init: RequestInit = {}) =>
  fetch(door.url + path, { redirect: "manual", ...init });

const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const post = { method: "POST", body: "{}" };

describe("answers that show nothing", () => {
  it.each([
    ["data", "/api/v1/contacts", { headers: { cookie } }, 200],
    ["data without a session", "/api/v1/contacts", {}, 401],
    ["nothing", "/api/nothing", {}, 404],
    ["a hook with a wrong method", "/api/hooks/site", {}, 405],
    ["a recording that is not there", "/api/calls/x/recording", { headers: { cookie } }, 404],
    ["a sound that is not there", "/api/sounds/x.wav", {}, 404],
    ["an export", "/contacts/export", { headers: { cookie } }, 403],
    ["a contact for reports that nobody named", "/.well-known/security.txt", {}, 404],
    ["a widget that is not there", "/widget/office", {}, 404],
    ["an action of another site", "/contacts", post, 403],
  ])("%s: run nothing, are framed by nobody, kept by nobody", async (_, path, init, status) => {
    const answer = await ask(path, init);
    expect(answer.status).toBe(status);
    expect(policyOf(answer)).toBe(closed);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": expect.stringContaining("no-store"),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("microphone=()"),
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(answer.headers.has("x-powered-by")).toBe(false);
  });

  it("are no different while the pages are starting", async () => {
    const starting = await openDoor();
    opened.push(starting);
    const answer = await fetch(`${starting.url}/contacts`);
    expect([answer.status, policyOf(answer)]).toEqual([503, closed]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a page", () => {
  it("runs scripts of its own nonce alone, a new one each time", async () => {
    const answers = await Promise.all([ask("/contacts"), ask("/contacts"), ask("/nowhere")]);
    const policies = answers.map(policyOf);
    expect(new Set(policies.map(nonceIn)).size).toBe(3);
    for (const policy of policies) {
      const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0]!, rule]));
      const script = `script-src 'self' 'nonce-${nonceIn(policy)}' 'strict-dynamic'`;
      expect(rules.get("script-src")).toBe(script);
      expect(policy).not.toContain("unsafe-eval");
      for (const rule of [
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
      ]) {
        expect(rules.get(rule.split(" ")[0]!)).toBe(rule);
      }
    }
  });

  it("is handed the nonce by us, and by nobody else", async () => {
    const forged = { "content-security-policy": "script-src 'nonce-forged'", "x-nonce": "forged" };
    const reportOnly = { "content-security-policy-report-only": "script-src 'nonce-forged'" };
    const answer = await ask("/contacts", { headers: { ...forged, ...reportOnly } });
    const seen = (await answer.json()) as { policy: string; others: object };
    expect(seen.policy).toBe(policyOf(answer));
    expect(JSON.stringify(seen)).not.toContain("forged");
  });

  it("lets Next say how long it keeps, but for what is about a session", async () => {
    expect((await ask("/_next/static/chunks/a.js")).headers.get("cache-control")).toBeNull();
    expect((await ask("/contacts")).headers.get("cache-control")).toBeNull();
    expect((await ask("/api/auth/csrf")).headers.get("cache-control")).toBe("no-store");
  });

  it("brings no nonce with files that everybody keeps", async () => {
    expect(policyOf(await ask("/_next/static/chunks/a.js"))).toBe(closed);
  });
});

describe("the sockets of a page", () => {
  const hosts = [
    ["localhost:3000", "connect-src 'self' ws://localhost:3000 wss://localhost:3000;"],
    ["10.0.0.7:3000", "connect-src 'self' ws://10.0.0.7:3000 wss://10.0.0.7:3000;"],
    ["[::1]:3000", "connect-src 'self';"],
  ] as const;
  it.each(hosts)("asked for as %j are named so: %s", async (host, rule) => {
    expect((await headersOf(door, "/contacts", host))["content-security-policy"]).toContain(rule);
  });

  it.each(["x; script-src *", "x.test script-src *", "x.test,*"])(
    "asked for as %j do not get into the policy",
    async (host) => {
      const { "content-security-policy": policy } = await headersOf(door, "/contacts", host);
      expect(policy).not.toMatch(/x[.;]/);
      expect(policy).not.toContain("*");
    },
  );

  it("are at the public address, where there is one", async () => {
    const behind = await open({ publicUrl: "https://crm.example:8443" });
    const headers = await headersOf(behind, "/contacts", "localhost");
    expect(headers["content-security-policy"]).toContain(
      "connect-src 'self' wss://crm.example:8443;",
    );
  });
});

describe("https", () => {
  it("is promised for a year where the public address has it, on every answer", async () => {
    const behind = await open({ publicUrl: "https://crm.example" });
    for (const path of ["/contacts", "/api/nothing", "/lead/site", "/widget/site"]) {
      const { "strict-transport-security": promise } = await headersOf(behind, path, "crm.example");
      expect(promise, path).toBe("max-age=31536000");
    }
  });

  it.each([null, "http://crm.example"])("is not promised at %s", async (publicUrl) => {
    const plain = await open({ publicUrl });
    const headers = await headersOf(plain, "/contacts", "crm.example");
    expect(headers).not.toHaveProperty("strict-transport-security");
  });
});

describe("a widget's page", () => {
  it("has nobody's origin however it is opened, and runs the vendor's script", async () => {
    const answer = await ask("/widget/site");
    const policy = policyOf(answer);
    const vendor = new URL(office.vendor.url).origin;
    expect(answer.status).toBe(200);
    expect(policy.split("; ")).toEqual(
      expect.arrayContaining([
        "sandbox allow-scripts",
        "default-src 'none'",
        "frame-ancestors 'self'",
        `script-src 'nonce-${nonceIn(policy)}' 'strict-dynamic' ${vendor}`,
      ]),
    );
    expect(answer.headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = await answer.text();
    expect(text).toContain(`<script nonce="${nonceIn(policy)}">`);
    expect(text).toContain(`${office.vendor.url}widget.js`);
    expect(nonceIn(policyOf(await ask("/widget/site")))).not.toBe(nonceIn(policy));
  });

  it("is there where a script is, and nowhere else", async () => {
    const { settings } = office.runtime;
    office.runtime.settings = { ...(settings as object), widgetScript: "" };
    expect((await ask("/widget/site")).status).toBe(404);
    office.runtime.settings = settings;
    for (const path of ["/widget/", "/widget/site/x", "/widget/%00", "/widget/SITE"]) {
      expect((await ask(path)).status, path).toBe(404);
    }
  });
});

describe("what other sites embed", () => {
  it.each(["/lead/site", "/lead/site.js", "/lead/none", "/api/leads/site"])(
    "%s may be fetched from there",
    async (path) => {
      const { headers } = await ask(path, path.startsWith("/api/") ? post : {});
      expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      expect(headers.get("x-frame-options")).toBeNull();
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    },
  );
});

describe("security.txt", () => {
  it("names the operator's contact, and for how long that is good", async () => {
    const named = await open({
      publicUrl: "https://crm.example",
      securityContact: "mailto:security@company.example",
    });
    const answer = await fetch(`${named.url}/.well-known/security.txt`);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=UTF-8");
    const lines = (await answer.text()).split("\n");
    const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/)));
    expect(fields).toMatchObject({
      Contact: "mailto:security@company.example",
      "Preferred-Languages": "en, uk, ru",
      Canonical: "https://crm.example/.well-known/security.txt",
    });
    const days = (Date.parse(String(fields.Expires)) - Date.now()) / day;
    expect(days).toBeGreaterThan(100);
    expect(days).toBeLessThan(365);
    expect((await fetch(`${named.url}/.well-known/security.txt`, { method: "POST" })).status).toBe(
      405,
    );
  });
});

/** `fetch` sends no Host of one's own. */
function headersOf({ url }: TestServer, path: string, host: string): Promise<IncomingHttpHeaders> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(url + path, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.headers);
    });
    asked.on("error", reject).end();
  });
}
