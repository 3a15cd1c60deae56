import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "./config";

const folder = mkdtempSync(join(tmpdir(), "tinycrm-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (env: Record<string, string>) =>
  readConfig({ TINYCRM_DATA_DIR: folder, ...env } as unknown as NodeJS.ProcessEnv);

describe("the environment", () => {
  it("has sensible defaults", () => {
    expect(read({})).toMatchObject({
      host: "0.0.0.0",
      hostIsGiven: false,
      port: 3000,
      databaseUrl: `file:${join(folder, "tinycrm.db")}`,
      redisUrl: null,
      demo: null,
      allowedNetworks: [],
    });
  });

  it("says how many processes make pages: one, and always in development", () => {
    expect(read({}).pages).toBe(1);
    expect(read({ TINYCRM_PAGES: "3" }).pages).toBe(3);
    expect(read({ TINYCRM_PAGES: "3", NODE_ENV: "development" }).pages).toBe(1);
  });

  it("names networks that our server may go to", () => {
    const { allowedNetworks } = read({
      TINYCRM_ALLOWED_NETWORKS: " 192.168.1.10/32, 10.0.0.0/8,127.0.0.1,fd00::/8 , ::1",
    });
    expect(allowedNetworks).toEqual([
      { address: "192.168.1.10", prefix: 32, family: "ipv4" },
      { address: "10.0.0.0", prefix: 8, family: "ipv4" },
      { address: "127.0.0.1", prefix: 32, family: "ipv4" },
      { address: "fd00::", prefix: 8, family: "ipv6" },
      { address: "::1", prefix: 128, family: "ipv6" },
    ]);
  });

  it.each(["pbx.lan", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "10.0.0.0/8 127.0.0.1", "0x7f.1"])(
    "takes %s for no network",
    (text) => {
      expect(() => read({ TINYCRM_ALLOWED_NETWORKS: `127.0.0.1,${text}` })).toThrow(
        `TINYCRM_ALLOWED_NETWORKS: "${text}" is no network`,
      );
    },
  );

  it.each([
    ["security@company.example", "mailto:security@company.example"],
    ["mailto:security@company.example", "mailto:security@company.example"],
    ["https://company.example/security?to=us", "https://company.example/security?to=us"],
    ["tel:+380-44-000-00-00", "tel:+380-44-000-00-00"],
  ])("names %s as the address %s of whoever looks after its security", (given, uri) => {
    expect(read({ TINYCRM_SECURITY_CONTACT: given }).securityContact).toBe(uri);
    expect(read({}).securityContact).toBeNull();
  });

  it("names a mail server, with its sender and where the links lead", () => {
    const mail = {
      TINYCRM_SMTP_URL: "smtps://crm:secret@mail.example:465",
      TINYCRM_MAIL_FROM: "CRM <crm@company.example>",
    };
    const TINYCRM_PUBLIC_URL = "https://crm.example";
    expect(read({ ...mail, TINYCRM_PUBLIC_URL }).mail).toEqual({
      smtpUrl: mail.TINYCRM_SMTP_URL,
      from: mail.TINYCRM_MAIL_FROM,
    });
    expect(read({}).mail).toBeNull();
    expect(() => read({ ...mail })).toThrow("TINYCRM_SMTP_URL: needs TINYCRM_PUBLIC_URL");
    const { TINYCRM_SMTP_URL, TINYCRM_MAIL_FROM } = mail;
    expect(() => read({ TINYCRM_SMTP_URL, TINYCRM_PUBLIC_URL })).toThrow("set both of them");
    expect(() => read({ TINYCRM_MAIL_FROM })).toThrow("set both of them");
    for (const [name, wrong] of [
      ["TINYCRM_SMTP_URL", "https://mail.example"],
      ["TINYCRM_MAIL_FROM", "crm at company"],
      ["TINYCRM_MAIL_FROM", "CRM <crm@company.example>\r\nBcc: all@x.test"],
    ] as const) {
      expect(() => read({ ...mail, TINYCRM_PUBLIC_URL, [name]: wrong })).toThrow(name);
    }
  });

  it("gives metrics by a token, on a port of their own, or not at all", () => {
    const token = "0123456789abcdef0123456789abcdef";
    const port = (text: string) => read({ TINYCRM_METRICS_PORT: text }).metrics.listen;
    expect(read({}).metrics).toEqual({ token: null, listen: null });
    expect(read({ TINYCRM_METRICS_TOKEN: token }).metrics).toEqual({ token, listen: null });
    expect(port("9464")).toEqual({ host: "127.0.0.1", port: 9464 });
    expect(port("[::1]:9464")).toEqual({ host: "::1", port: 9464 });
    const TINYCRM_METRICS_PORT = "0.0.0.0:9464";
    expect(read({ TINYCRM_METRICS_PORT, TINYCRM_METRICS_TOKEN: token }).metrics).toEqual({
      token,
      listen: { host: "0.0.0.0", port: 9464 },
    });
    expect(() => read({ TINYCRM_METRICS_PORT })).toThrow("needs TINYCRM_METRICS_TOKEN");
    expect(() => read({ TINYCRM_METRICS_TOKEN: "short" })).toThrow("at least 32 characters");
    for (const wrong of ["", "x", "70000", "metrics:9464", "9464:127.0.0.1", "1.2.3:9464"]) {
      if (wrong === "") expect(port(wrong)).toBeNull();
      else expect(() => port(wrong)).toThrow("TINYCRM_METRICS_PORT: must be a port");
    }
  });

  it("names an identity provider, whole or not at all", () => {
    const whole = {
      TINYCRM_PUBLIC_URL: "https://crm.example",
      TINYCRM_OIDC_ISSUER: "https://id.example/realms/sales",
      TINYCRM_OIDC_CLIENT_ID: "crm",
      TINYCRM_OIDC_CLIENT_SECRET: "secret",
    };
    expect(read({}).oidc).toBeNull();
    expect(read(whole).oidc).toEqual({
      issuer: "https://id.example/realms/sales",
      clientId: "crm",
      clientSecret: "secret",
      name: null,
      create: null,
      only: false,
    });
    const more = { TINYCRM_OIDC_NAME: "Keycloak", TINYCRM_OIDC_ALLOW_CREATE: "sales" };
    expect(read({ ...whole, ...more, TINYCRM_OIDC_ONLY: "1" }).oidc).toMatchObject({
      name: "Keycloak",
      create: "sales",
      only: true,
    });
    expect(read({ ...whole, TINYCRM_OIDC_ISSUER: "http://127.0.0.1:9000" }).oidc).not.toBeNull();
    for (const [wrong, words] of [
      [{ TINYCRM_OIDC_CLIENT_SECRET: "" }, "all of them or none"],
      [{ TINYCRM_PUBLIC_URL: "" }, "TINYCRM_OIDC_ISSUER: needs TINYCRM_PUBLIC_URL"],
      [{ TINYCRM_OIDC_ISSUER: "http://id.example" }, "TINYCRM_OIDC_ISSUER: must begin with https"],
      [{ TINYCRM_OIDC_ISSUER: "https://id.example/?a=b" }, "TINYCRM_OIDC_ISSUER"],
      [{ TINYCRM_OIDC_ISSUER: "id.example" }, "TINYCRM_OIDC_ISSUER: must be"],
      [{ TINYCRM_OIDC_ALLOW_CREATE: "admin" }, "TINYCRM_OIDC_ALLOW_CREATE"],
    ] as const) {
      expect(() => read({ ...whole, ...wrong })).toThrow(words);
    }
    expect(() => read({ TINYCRM_OIDC_ONLY: "1" })).toThrow("TINYCRM_OIDC_ONLY: set");
  });

  it("leaves alone what Kubernetes tells every pod of a service called tinycrm", () => {
    const given = {
      TINYCRM_SERVICE_HOST: "10.0.0.1",
      TINYCRM_SERVICE_PORT_HTTP: "80",
      TINYCRM_PORT: "tcp://10.0.0.1:80",
      TINYCRM_PORT_80_TCP_ADDR: "10.0.0.1",
    };
    expect(read(given).port).toBe(3000);
    expect(read({ TINYCRM_PUBLIC_URL: "https://crm.example/" }).publicUrl).toBe(
      "https://crm.example",
    );
  });

  it("makes a secret once, for the owner's eyes alone", () => {
    expect(read({}).secret).toBe(read({}).secret);
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
  });

  it("names trusted proxies by address and by network", () => {
    expect(read({}).trustedProxies).toEqual([]);
    const proxies = read({ TINYCRM_TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8,fd00::/8" });
    expect(proxies.trustedProxies).toEqual(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);
  });

  it.each([
    [{ TINYCRM_TRUSTED_PROXIES: "proxy.lan" }, "TINYCRM_TRUSTED_PROXIES"],
    [{ TINYCRM_TRUSTED_PROXIES: "10.0.0.1,,10.0.0.2" }, "TINYCRM_TRUSTED_PROXIES"],
    [{ TINYCRM_TRUSTED_PROXIES: "10.0.0.0/33" }, "TINYCRM_TRUSTED_PROXIES"],
    [{ PORT: "eighty" }, "PORT"],
    [{ TINYCRM_SECRET: "short" }, "TINYCRM_SECRET"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ TINYCRM_DEMO: "yes" }, "TINYCRM_DEMO"],
    [{ TINYCRM_PUBLIC_URL: "crm.example" }, "TINYCRM_PUBLIC_URL"],
    [{ TINYCRM_PUBLIC_URL: "https://crm.example/tiny" }, "under a path of it"],
    [{ TINYCRM_PUBLIC_URL: "https://crm.example/?a=b" }, "under a path of it"],
    [{ TINYCRM_SECRETS: "x" }, "TINYCRM_SECRETS: there is no such variable; the nearest is"],
    [{ TINYCRM_IDLE_HOUR: "8" }, "TINYCRM_IDLE_HOURS"],
    [{ TINYCRM_DRAIN_SECONDS: "90" }, "TINYCRM_DRAIN_SECONDS: must be at most 60"],
    [{ TINYCRM_PAGES: "0" }, "TINYCRM_PAGES: must be at least 1"],
    [{ TINYCRM_PAGES: "1.5" }, "TINYCRM_PAGES: must be a whole number"],
    [{ TINYCRM_PAGES: "two" }, "TINYCRM_PAGES: must be a whole number"],
    [{ TINYCRM_PAGES: "40" }, "TINYCRM_PAGES: must be at most 16"],
    [{ TINYCRM_DATA_DIR: join(folder, "away", "data") }, "TINYCRM_DATA_DIR"],
    [{ TINYCRM_ADMIN_EMAIL: "a@b.test" }, "TINYCRM_ADMIN_PASSWORD"],
    [
      { TINYCRM_ADMIN_EMAIL: "a@b.test", TINYCRM_ADMIN_PASSWORD: "eleven char" },
      "TINYCRM_ADMIN_PASSWORD: must have at least 12 characters",
    ],
    [
      { TINYCRM_ADMIN_EMAIL: "nobody", TINYCRM_ADMIN_PASSWORD: "a good long one" },
      "TINYCRM_ADMIN_EMAIL",
    ],
    [{ TINYCRM_SECURITY_CONTACT: "http://crm.example/contact" }, "TINYCRM_SECURITY_CONTACT"],
    [{ TINYCRM_SECURITY_CONTACT: "ask Ada" }, "TINYCRM_SECURITY_CONTACT"],
    [{ TINYCRM_SECURITY_CONTACT: "https://x.test/\nContact: y" }, "TINYCRM_SECURITY_CONTACT"],
  ])("%j is refused by name", (env, name) => {
    expect(() => read(env)).toThrow(
      expect.objectContaining({ name: "ConfigError", message: expect.stringContaining(name) }),
    );
  });
});
