/** Recordings through the real door, from a real web server, by whom they may be heard. */
import { afterEach, expect, it, vi } from "vitest";
import { log } from "#lib/base/log";
import { answerRecording, simulatedRecording } from "#lib/providers/kit/simulated-recording";
import { eventually } from "#lib/testing/kit/eventually";
import { codeOf, openRecordingOffice } from "#lib/testing/kit/open-recording-office";

const wav = simulatedRecording();
const office = await openRecordingOffice();
const { db, people, url, cookies, vendor, answerWith, serve, call, listen } = office;
afterEach(() => vi.restoreAllMocks());

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
    answerWith((_, response) => {
      const type = "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": wav.length }).end(wav);
    });
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
    db.contact.create({ data: { name: "A", searchText: "a", deletedAt } });
  const unknown = await call(`${vendor}/calls/1.wav`);
  const known = await call(`${vendor}/calls/1.wav`, (await contact(null)).id);
  const binned = await call(`${vendor}/calls/1.wav`, (await contact(new Date())).id);
  const statuses = async (who: string) => {
    const all = [unknown, known, binned, await call(null)].map((id) => listen(id, who));
    return (await Promise.all(all)).map(({ status }) => status);
  };
  expect(await statuses("nobody")).toEqual([401, 401, 401, 401]);
  expect(await statuses("olena")).toEqual([200, 200, 200, 404]);
  // A contact that is shared does not open what was said with it (lib/auth/policy.ts).
  expect(await statuses("ivan")).toEqual([404, 404, 404, 404]);
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
    answerWith((request, response) => {
      if (request.url === "/calls/moved.wav") return answerRecording(request, response);
      response.writeHead(302, { location }).end();
    });
    return listen(id, "olena");
  };
  expect(await codeOf(await redirectTo(`${other}/calls/1.wav`))).toEqual([502, "elsewhere"]);
  expect(await codeOf(await redirectTo("/calls/1.wav"))).toEqual([502, "elsewhere"]);
  expect((await redirectTo("/calls/moved.wav")).status).toBe(200);
  expect(asked).toEqual([]);
});

it("sends the provider no cookie, and records a listening once and no address", async () => {
  const lines: object[] = [];
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(log(), level).mockImplementation(
      ((fields: object) => void lines.push(fields)) as never,
    );
  }
  const headers: object[] = [];
  answerWith((request, response) => {
    headers.push(request.headers);
    answerRecording(request, response);
  });
  const id = await call(`${vendor}/calls/1.wav?key=s3cret`);
  for (const range of ["bytes=0-", "bytes=100-", "bytes=200-"]) {
    await (await listen(id, "olena", { range })).arrayBuffer();
  }
  await (await listen(id, "maria")).arrayBuffer();
  const heard = { event: "recording.listened", subjectKind: "call", subjectId: id };
  expect(lines).toMatchObject([
    { ...heard, userId: people.olena, address: "127.0.0.1" },
    { ...heard, userId: people.maria, address: "127.0.0.1" },
  ]);
  const entries = await db.auditEntry.findMany({ where: heard, orderBy: { id: "asc" } });
  expect(entries.map(({ userName }) => userName)).toEqual(["olena", "maria"]);
  expect(JSON.stringify([lines, entries])).not.toContain("s3cret");
  expect(headers[0]).not.toHaveProperty("cookie");

  answerWith((_, response) => void response.writeHead(500).end());
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
  answerWith((_, response) => void response.writeHead(status, { "content-type": type }).end("<p>"));
  expect(await codeOf(await listen(await call(`${vendor}/calls/1.wav`), "olena"))).toEqual(said);
});

it("says that it can't be played from an FTP server", async () => {
  const id = await call("ftp://records.example/somecall.mp3");
  expect(await codeOf(await listen(id, "olena"))).toEqual([502, "not-web"]);
});

it("holds no more of it than is listened to, and lets go when the listener does", async () => {
  let sent = 0;
  let closed = false;
  answerWith((_, response) => {
    response.writeHead(200, { "content-type": "audio/wav" });
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on("drain", more).on("close", () => (closed = true));
    more();
  });
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
  await vi.waitFor(() => {
    const now = sent;
    const rests = now === before;
    before = now;
    expect(rests).toBe(true);
  }, eventually);
  expect(sent).toBeLessThan(64 * 1024 * 1024);
  abort.abort();
  await vi.waitFor(() => expect(closed).toBe(true), eventually);
});
