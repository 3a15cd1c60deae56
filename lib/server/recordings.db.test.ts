/** Recordings through the real door, from a real web server, by whom they may be heard. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "next-auth/jwt";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import { beginSession } from "#lib/auth/sessions";
import { configSlot } from "#lib/config";
import { sealSettings } from "#lib/connections/settings";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import { answerRecording, simulatedRecording } from "#lib/providers/simulated-recording";
import { createDoor } from "./http";

let test: TestDatabase;
let url: string;
let connectionId: string;
const door = createDoor({ publicUrl: null });
const cookies: Record<string, string> = {};
const users: Record<string, string> = {};
const wav = simulatedRecording();
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The provider's web server; each test says how it answers. */
let answer: RequestListener = answerRecording;
let vendor: string;

beforeAll(async () => {
  test = await createTestDatabase();
  const secret = "a secret of at least thirty-two characters";
  configSlot.set({ secret, publicUrl: null } as never);
  vendor = await serve((request, response) => answer(request, response));
  for (const [name, role] of [
    ["olena", "sales"],
    ["ivan", "sales"],
    ["maria", "manager"],
  ] as const) {
    const person = { email: `${name}@x.test`, name, role, passwordHash: "-" };
    const { id } = await test.db.user.create({ data: person });
    users[name] = id;
    const token = { sid: await beginSession(id, null) };
    cookies[name] = `${sessionCookieName()}=${await encode({ token, secret: sessionSecret() })}`;
  }
  const row = { slug: "kyiv", provider: "evrotel", name: "Kyiv", settings: "{}" };
  const { id } = await test.db.connection.create({ data: row });
  connectionId = id;
  const values = { token: "t", billcode: "1", recordingsUrl: `${vendor}/calls/` };
  const settings = await sealSettings({ id, provider: "evrotel" }, values);
  await test.db.connection.update({ where: { id }, data: { settings } });
  await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
});
afterEach(() => {
  answer = answerRecording;
  vi.restoreAllMocks();
});
afterAll(async () => {
  for (const server of [door.server, ...servers]) {
    server.closeAllConnections();
    server.close();
  }
  configSlot.clear();
  await test.close();
});

/** A call of Olena's; with whom nobody knows, unless a contact is named. */
async function call(recordingUrl: string | null, contactId?: string): Promise<string> {
  const facts = { direction: "incoming", state: "ended", disposition: "answered" };
  const { id } = await test.db.call.create({
    data: {
      ...{ connectionId, ...facts, clientRaw: "0440000201", recordingUrl, contactId },
      startedAt: new Date("2026-11-21T14:33:00Z"),
      legs: {
        create: {
          ...{ extension: "101", userId: users.olena!, state: "ended" },
          startedAt: new Date("2026-11-21T14:33:00Z"),
        },
      },
    },
  });
  return id;
}

const listen = (id: string, who: string, headers: Record<string, string> = {}, query = "") =>
  fetch(`${url}/api/calls/${id}/recording${query}`, {
    headers: { ...headers, cookie: cookies[who] ?? "" },
  });
const codeOf = async (response: Response) =>
  [response.status, ((await response.json()) as { error: { code: string } }).error.code] as const;

it("plays whole and by ranges, as audio and nothing else", async () => {
  const id = await call(`${vendor}/calls/1.wav?key=s3cret`);
  const whole = await listen(id, "olena");
  expect(whole.status).toBe(200);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": "audio/wav",
    "content-length": String(wav.length),
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  expect(Buffer.from(await whole.arrayBuffer()).equals(wav)).toBe(true);

  const part = await listen(id, "olena", { range: "bytes=1000-1999" });
  expect(part.status).toBe(206);
  expect(part.headers.get("content-range")).toBe(`bytes 1000-1999/${wav.length}`);
  expect(Buffer.from(await part.arrayBuffer()).equals(wav.subarray(1000, 2000))).toBe(true);
  expect((await listen(id, "olena", { range: `bytes=${wav.length}-` })).status).toBe(416);
});

it.each(["bytes=1000-1999", "bytes=1000-", "bytes=-500"])(
  "answers %s also where the provider's server knows no ranges",
  async (range) => {
    answer = (_, response) => {
      const type = "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": wav.length }).end(wav);
    };
    const response = await listen(await call(`${vendor}/calls/1.wav`), "olena", { range });
    expect([response.status, response.headers.get("content-type")]).toEqual([206, "audio/wav"]);
    const [from, to] = /(\d+)-(\d+)/.exec(response.headers.get("content-range")!)!.slice(1);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.equals(wav.subarray(Number(from), Number(to) + 1))).toBe(true);
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
  },
);

it("is for whoever may see the call, and a file for managers alone", async () => {
  const contact = (deletedAt: Date | null) =>
    test.db.contact.create({ data: { name: "A", searchText: "a", deletedAt } });
  const unknown = await call(`${vendor}/calls/1.wav`);
  const known = await call(`${vendor}/calls/1.wav`, (await contact(null)).id);
  const binned = await call(`${vendor}/calls/1.wav`, (await contact(new Date())).id);
  const statuses = async (who: string) => {
    const all = [unknown, known, binned, await call(null)].map((id) => listen(id, who));
    return (await Promise.all(all)).map(({ status }) => status);
  };
  expect(await statuses("nobody")).toEqual([401, 401, 401, 401]);
  expect(await statuses("olena")).toEqual([200, 200, 200, 404]);
  expect(await statuses("ivan")).toEqual([404, 200, 404, 404]);
  expect(await statuses("maria")).toEqual([200, 200, 200, 404]);
  expect((await listen("nonsense", "maria")).status).toBe(404);

  expect(await codeOf(await listen(known, "olena", {}, "?download"))).toEqual([403, "not-allowed"]);
  const file = await listen(known, "maria", {}, "?download");
  const name = 'attachment; filename="2026-11-21-1433-0440000201.wav"';
  expect(file.headers.get("content-disposition")).toBe(name);
});

it("is fetched from where the connection's recordings are, and from nowhere else", async () => {
  const asked: string[] = [];
  const other = await serve((request, response) => {
    asked.push(request.url ?? "");
    answerRecording(request, response);
  });
  for (const address of [
    `${other}/calls/1.wav`,
    `${vendor}/calls/../1.wav`,
    `${vendor.replace("127.0.0.1", "localhost")}/calls/1.wav`,
    "file:///etc/passwd",
    "http://169.254.169.254/calls/",
  ]) {
    expect(await codeOf(await listen(await call(address), "olena")), address).toEqual([
      502,
      "elsewhere",
    ]);
  }
  const id = await call(`${vendor}/calls/1.wav`);
  const redirectTo = (location: string) => {
    answer = (request, response) => {
      if (request.url === "/calls/moved.wav") return answerRecording(request, response);
      response.writeHead(302, { location }).end();
    };
    return listen(id, "olena");
  };
  expect(await codeOf(await redirectTo(`${other}/calls/1.wav`))).toEqual([502, "elsewhere"]);
  expect(await codeOf(await redirectTo("/calls/1.wav"))).toEqual([502, "elsewhere"]);
  expect((await redirectTo("/calls/moved.wav")).status).toBe(200);
  expect(asked).toEqual([]);
});

it("sends the provider no cookie, and logs a listening once and no address", async () => {
  const lines: object[] = [];
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(log(), level).mockImplementation(
      ((fields: object) => void lines.push(fields)) as never,
    );
  }
  const headers: object[] = [];
  answer = (request, response) => {
    headers.push(request.headers);
    answerRecording(request, response);
  };
  const id = await call(`${vendor}/calls/1.wav?key=s3cret`);
  for (const range of ["bytes=0-", "bytes=100-", "bytes=200-"]) {
    await (await listen(id, "olena", { range })).arrayBuffer();
  }
  await (await listen(id, "maria")).arrayBuffer();
  expect(lines).toEqual([
    { userId: users.olena, callId: id, download: false },
    { userId: users.maria, callId: id, download: false },
  ]);
  expect(headers[0]).not.toHaveProperty("cookie");

  answer = (_, response) => void response.writeHead(500).end();
  await listen(id, "olena");
  expect(JSON.stringify(lines.at(-1))).not.toContain("s3cret");
});

it.each([
  [404, "audio/wav", [404, "gone"]],
  [410, "text/html", [404, "gone"]],
  [403, "text/html", [502, "refused"]],
  [500, "text/html", [502, "unreachable"]],
  [200, "text/html", [502, "not-audio"]],
] as const)("says what is wrong when the provider answers %i %s", async (status, type, said) => {
  answer = (_, response) => void response.writeHead(status, { "content-type": type }).end("<p>");
  expect(await codeOf(await listen(await call(`${vendor}/calls/1.wav`), "olena"))).toEqual(said);
});

it("holds no more of it than is listened to, and lets go when the listener does", async () => {
  let sent = 0;
  let closed = false;
  answer = (_, response) => {
    response.writeHead(200, { "content-type": "audio/wav" });
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on("drain", more).on("close", () => (closed = true));
    more();
  };
  const abort = new AbortController();
  const id = await call(`${vendor}/calls/endless.wav`);
  const response = await fetch(`${url}/api/calls/${id}/recording`, {
    headers: { cookie: cookies.olena! },
    signal: abort.signal,
  });
  const reader = response.body!.getReader();
  await reader.read();
  // Whatever the sockets' own buffers take, it comes to rest.
  let before = -1;
  await vi.waitFor(
    () => {
      const now = sent;
      const rests = now === before;
      before = now;
      expect(rests).toBe(true);
    },
    { timeout: 10_000, interval: 300 },
  );
  expect(sent).toBeLessThan(64 * 1024 * 1024);
  abort.abort();
  await vi.waitFor(() => expect(closed).toBe(true), { timeout: 10_000 });
});
