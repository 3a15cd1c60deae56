/** The command beside the running product: two processes, one data folder. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";
import { isSealed, unseal } from "#lib/base/secrets";
import { officeProvision, pbxPassword } from "#lib/testing/kit/office-provision";
import { openReader } from "#lib/testing/kit/read-stored";
import { startProductProcess, type ProductProcess } from "#lib/testing/kit/product-process";
import { createPostgresql } from "#lib/testing/kit/test-database";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tinycrm-rotation-"));
const server = process.env.TEST_DATABASE_URL ? await createPostgresql() : null;
const url = server?.url ?? `file:${join(folder, "tinycrm.db")}`;
const opened: { close(): Promise<unknown> }[] = [];
afterAll(async () => {
  for (const one of opened.reverse()) await one.close();
  await server?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const env = { DATABASE_URL: url, TINYCRM_LOG_LEVEL: "warn" };
const start = async (more: Record<string, string> = {}) => {
  const product = await startProductProcess({
    dataDir: folder,
    provision: officeProvision("ws://127.0.0.1:9"),
    env: { ...env, TINYCRM_ALLOWED_NETWORKS: "127.0.0.0/8", ...more },
  });
  opened.push({ close: () => product.stop("SIGTERM") });
  return product;
};
const rotate = (args: string[] = [], more: Record<string, string> = {}) =>
  run(process.execPath, ["bin/tinycrm.mjs", "rotate-secret", ...args], {
    cwd: projectFile(),
    env: { ...process.env, ...env, TINYCRM_DATA_DIR: folder, ...more },
  });
const secretLines = () => readFileSync(join(folder, "secret"), "utf8").trim().split("\n");
const only = (current: string) => ({ current, former: [] });

/** A browser's sign-in. @returns its cookies */
async function signIn({ url: at }: ProductProcess): Promise<string> {
  const csrf = await fetch(`${at}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const jar = csrf.headers.getSetCookie().map((one) => one.split(";")[0]!);
  const body = new URLSearchParams({
    csrfToken,
    email: "admin@office.test",
    password: "correct horse battery",
    json: "true",
  });
  const answer = await fetch(`${at}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: jar.join("; "), origin: at },
    body,
    redirect: "manual",
  });
  return [...jar, ...answer.headers.getSetCookie().map((one) => one.split(";")[0]!)].join("; ");
}
const rest = async (product: ProductProcess, cookie: string) =>
  (await fetch(`${product.url}/api/v1/contacts`, { headers: { cookie } })).status;

async function sealedPassword(): Promise<{ sealed: string; subject: string }> {
  const db = await openReader(url);
  const row = await db.connection.findFirstOrThrow({ where: { slug: "office" } });
  await db.$disconnect();
  const { password } = JSON.parse(row.settings) as { password: string };
  expect(isSealed(password)).toBe(true);
  return { sealed: password, subject: `connection:${row.id}:password` };
}

describe("a secret in the data folder", () => {
  it("is changed while the product runs: passwords and people stay, the old one opens nothing", async () => {
    const product = await start();
    const cookie = await signIn(product);
    expect(await rest(product, cookie)).toBe(200);
    const [old] = secretLines();
    const before = await sealedPassword();
    expect(await unseal(before.sealed, before.subject, only(old!))).toBe(pbxPassword);

    const { stdout } = await rotate();
    expect(stdout).toContain("stored secrets are under the new one");

    const [fresh, sessions, ...more] = secretLines();
    expect(fresh).not.toBe(old);
    expect(more).toEqual([]);
    expect(sessions).toMatch(/^sessions [0-9a-f]{64} until /);
    expect(readFileSync(join(folder, "secret"), "utf8")).not.toContain(old);
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    const after = await sealedPassword();
    expect(await unseal(after.sealed, after.subject, only(fresh!))).toBe(pbxPassword);
    await expect(unseal(after.sealed, after.subject, only(old!))).rejects.toThrow();
    // The running product: who was signed in is, and who signs in now is.
    expect(await rest(product, cookie)).toBe(200);
    expect(await rest(product, await signIn(product))).toBe(200);

    // By the next start nothing has changed either.
    await product.stop("SIGTERM");
    const again = await start();
    expect(await rest(again, cookie)).toBe(200);
    expect(again.output()).not.toContain("can't be");
    expect((await sealedPassword()).sealed).toBeTruthy();

    await rotate(["--end-sessions"]);
    expect(secretLines()).toHaveLength(1);
    expect(await rest(again, cookie)).toBe(401);
    expect(await rest(again, await signIn(again))).toBe(200);
    await again.stop("SIGTERM");
  });
});

describe("a secret of the environment", () => {
  it("is changed in two steps, which the command names", async () => {
    const [old] = secretLines();
    const { stdout } = await rotate([], { TINYCRM_SECRET: old! });
    const fresh = /TINYCRM_SECRET=(\S+)/.exec(stdout)![1]!;
    expect(stdout).toContain("TINYCRM_OLD_SECRETS=");
    expect(stdout).not.toContain(old);
    const both = { TINYCRM_SECRET: fresh, TINYCRM_OLD_SECRETS: old! };
    const done = await rotate([], both);
    expect(done.stdout).toContain("Remove TINYCRM_OLD_SECRETS");
    const { sealed, subject } = await sealedPassword();
    expect(await unseal(sealed, subject, only(fresh))).toBe(pbxPassword);
    await expect(unseal(sealed, subject, only(old!))).rejects.toThrow();
    // With a secret that opens nothing, everything stays as it is.
    const strange = { TINYCRM_SECRET: "s".repeat(40), TINYCRM_OLD_SECRETS: old! };
    await expect(rotate([], strange)).rejects.toMatchObject({ code: 1 });
    expect((await sealedPassword()).sealed).toBe(sealed);
  });
});
