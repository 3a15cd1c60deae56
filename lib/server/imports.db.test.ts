import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import { beginSession } from "#lib/auth/sessions";
import { configSlot } from "#lib/config";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { pieceSize } from "#lib/import/upload-limits";
import { exports } from "./exports";
import { imports } from "./imports";

const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-door-"));
const host = "crm.test";
let test: TestDatabase;
const cookies = { manager: "", other: "", sales: "" };

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set({ dataDir, secret: "a secret of more than thirty-two characters" } as never);
  for (const who of ["manager", "other", "sales"] as const) {
    const role = who === "sales" ? "sales" : "manager";
    const data = { email: `${who}@x.test`, name: who, role, passwordHash: "" };
    const { id } = await test.db.user.create({ data });
    const token = await encode({
      token: { sid: await beginSession(id, null) },
      secret: sessionSecret(),
    });
    cookies[who] = `${sessionCookieName()}=${token}`;
  }
});
afterAll(async () => {
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = (who: keyof typeof cookies, path: string, init: RequestInit = {}) =>
  imports.request(`http://${host}${path}`, {
    ...init,
    headers: { host, origin: `http://${host}`, cookie: cookies[who], ...init.headers },
  });
const send = (who: keyof typeof cookies, id: string, at: number, body: string | Uint8Array) =>
  ask(who, `/uploads/${id}?at=${at}`, { method: "PUT", body: body as BodyInit });

async function upload() {
  const begun = await ask("manager", "/uploads", { method: "POST" });
  expect(begun.status).toBe(201);
  return ((await begun.json()) as { id: string }).id;
}

it("lets managers in, from our own pages", async () => {
  const post = { method: "POST" };
  expect((await ask("sales", "/uploads", post)).status).toBe(403);
  expect((await imports.request("/uploads", post)).status).toBe(401);
  const foreign = { ...post, headers: { origin: "https://evil.test" } };
  expect((await ask("manager", "/uploads", foreign)).status).toBe(403);
  for (const path of ["/contacts/export", "/calls/export"]) {
    const asked = (cookie: string) => exports.request(path, { headers: { cookie } });
    expect((await asked(cookies.sales)).status).toBe(403);
    expect((await asked("")).status).toBe(302);
    const answer = await asked(cookies.manager);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="\w+-.+\.csv"/,
    );
  }
});

it("takes a file by pieces, each once and in order, from its owner alone", async () => {
  const id = await upload();
  expect((await send("manager", id, 0, "abc")).status).toBe(204);
  expect((await send("manager", id, 0, "abc")).status).toBe(409);
  expect((await send("manager", id, 5, "de")).status).toBe(409);
  expect((await send("other", id, 3, "de")).status).toBe(404);
  expect((await send("manager", id, 3, "de")).status).toBe(204);
  const [name] = readdirSync(join(dataDir, "imports"));
  const stored = statSync(join(dataDir, "imports", name!));
  expect([stored.size, stored.mode & 0o777]).toEqual([5, 0o600]);
});

it("refuses what is too large, malformed or not there", async () => {
  const id = await upload();
  expect((await send("manager", id, 0, new Uint8Array(pieceSize + 1))).status).toBe(413);
  expect((await send("manager", id, 1e12, "x")).status).toBe(400);
  expect((await send("manager", id, 50 * 1024 * 1024, "x")).status).toBe(413);
  expect((await ask("manager", `/uploads/../secret?at=0`, { method: "PUT" })).status).toBe(404);
  const start = (body: string) => ask("manager", "", { method: "POST", body });
  expect((await start("{")).status).toBe(400);
  expect((await ask("manager", `/${id}`)).status).toBe(404);
});
