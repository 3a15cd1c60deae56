// First: Next's own modules want their surroundings prepared.
import { asRequest } from "#lib/testing/kit/as-request";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { config } from "#lib/base/config";
import { openOffice } from "#lib/testing/kit/office";
import { pieceSize } from "#lib/contacts/import/import-options";
import { readUploadAction } from "#lib/contacts/import/actions";
import { withDiskCopy } from "#lib/contacts/import/disk-copy";
import { previewQueue } from "#lib/contacts/import/read-sample";
import { exports } from "./exports";
import { imports } from "./imports";

const host = "crm.test";
const { people, signIn, db } = await openOffice({
  people: { manager: { role: "manager" }, other: { role: "manager" }, sales: {} },
});
const { dataDir } = config();
const cookies = {
  manager: (await signIn(people.manager)).cookie,
  other: (await signIn(people.other)).cookie,
  sales: (await signIn(people.sales)).cookie,
};

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
  const copied = await withDiskCopy(id, async (path) => {
    return [readFileSync(path, "utf8"), statSync(path).mode & 0o777];
  });
  expect(copied).toEqual(["abcde", 0o600]);
  expect(readdirSync(join(dataDir, "imports"))).toEqual([]);
});

it("takes a piece once that comes twice at the same time", async () => {
  const id = await upload();
  const body = randomBytes(pieceSize);
  const answers = await Promise.all([0, 1, 2, 3].map(() => send("manager", id, 0, body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
  expect((await send("manager", id, pieceSize, "end")).status).toBe(204);
  const whole = Buffer.concat([body, Buffer.from("end")]);
  expect(await withDiskCopy(id, async (path) => readFileSync(path).equals(whole))).toBe(true);
  await ask("manager", `/uploads/${id}`, { method: "DELETE" });
  expect(await db.importPiece.count({ where: { fileId: id } })).toBe(0);
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

it("has three files of a person open at once, however they come, until one is thrown away", async () => {
  const begin = () => ask("other", "/uploads", { method: "POST" });
  const answers = await Promise.all(Array.from({ length: 40 }, begin));
  const begun = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 429);
  expect([begun.length, refused.length]).toEqual([3, 37]);
  expect(Number(refused[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  const { id } = (await begun[0]!.json()) as { id: string };
  const discard = (who: keyof typeof cookies) => ask(who, `/uploads/${id}`, { method: "DELETE" });
  await discard("manager");
  expect((await begin()).status).toBe(429);
  expect((await discard("other")).status).toBe(204);
  expect((await begin()).status).toBe(201);
  expect((await begin()).status).toBe(429);
});

it("looks into one file at a time, and twenty times a minute for a person", async () => {
  const { id } = (await (await ask("manager", "/uploads", { method: "POST" })).json()) as {
    id: string;
  };
  await send("manager", id, 0, "Name,Phone\nAnna,+79161234567\n");
  let most = 0;
  previewQueue().on("active", () => (most = Math.max(most, previewQueue().pending)));
  const look = () => asRequest(cookies.manager, () => readUploadAction({ uploadId: id }));
  const looked = await Promise.all(Array.from({ length: 20 }, look));
  expect(looked.every(({ ok }) => ok)).toBe(true);
  expect(most).toBe(1);
  expect(await look()).toMatchObject({ ok: false, code: "too-often" });
});
