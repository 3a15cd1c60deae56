/**
 * Bad input at every door of the built product. Whatever comes, the answer is a refusal in our one shape, in
 * time and without anything of our insides; nothing is written; the process lives on, and what is right works.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFile } from "#lib/base/project-file";
import type { Db } from "#lib/db/client";
import { admin } from "../kit/office-provision";
import { rawBytes, rawRequest, type RawAnswer } from "../kit/raw-request";
import { openReader } from "../kit/read-stored";
import { startProductProcess, type ProductProcess } from "../kit/product-process";
import { signIn } from "../kit/sign-in";
import {
  asActionForm,
  attemptsOf,
  readCorpus,
  written,
  type DoorCorpus,
  type Long,
} from "./corpus";
import { say, shakeHands } from "./socket-packets";

// A secret of Standard Webhooks, as one provider wants it; others take any text.
const token = "whsec_corpusToken0123456789abcdefABCDE";
const names = [
  "hook-forms",
  "hook-json",
  "hook-generic",
  "hook-doors",
  "leads",
  "rest",
  "searches",
  "sign-in",
];

let product: ProductProcess;
let reader: Db;
let cookie = "";
const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-corpus-"));

/** Of one answer, in ms: nobody waits longer, whatever they send. Wrong tokens are held back on purpose. */
const longest = 7_000;

beforeAll(async () => {
  const person = (name: string, role: string) => ({
    email: `${name}@office.test`,
    name,
    role,
    password: admin.password,
  });
  product = await startProductProcess({
    dataDir,
    provision: {
      users: [person("admin", "admin"), person("olena", "sales"), person("ivan", "manager")],
      connections: [
        { slug: "kyiv", provider: "evrotel", name: "Kyiv", settings: { token, billcode: "1" } },
        {
          slug: "any",
          provider: "generic",
          name: "Any",
          settings: { token, signed: false },
        },
        {
          slug: "site",
          provider: "callkeeper",
          name: "Site",
          settings: { host: "127.0.0.1", apiKey: "k" },
        },
      ],
    },
    env: { TINYCRM_LOG_LEVEL: "warn" },
  });
  cookie = await signIn(product.url, admin);
  reader = await openReader(`file:${join(dataDir, "tinycrm.db")}`);
});
afterAll(async () => {
  await reader.$disconnect();
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Rows that only right input makes. What a hook can't read is kept in the inbox, to be looked at. */
async function stored() {
  const [calls, contacts, users, connections, notes, callbacks, sessions] = await Promise.all([
    reader.call.count(),
    reader.contact.count(),
    reader.user.count(),
    reader.connection.count(),
    reader.note.count(),
    reader.callback.count(),
    reader.session.count(),
  ]);
  return { calls, contacts, users, connections, notes, callbacks, sessions };
}

async function timed(send: () => Promise<RawAnswer>): Promise<RawAnswer> {
  const before = performance.now();
  const answer = await send();
  expect(performance.now() - before).toBeLessThan(longest);
  return answer;
}

const insides =
  /\bat \S+ \(|node_modules|\.ts:\d|SELECT |INSERT |sqlite|prisma|\/home\/|\/root\/|ECONN/i;

function expectRefusal({ status, headers, body }: RawAnswer, names: string[], path: string): void {
  const isPage = String(headers["content-type"]).startsWith("text/html");
  if (!isPage) expect(body).not.toMatch(insides);
  if (status < 400 || !path.startsWith("/api/") || body === "") return;
  if (!String(headers["content-type"]).includes("json")) return;
  expect(body.length).toBeLessThan(1024);
  const { error } = JSON.parse(body) as { error?: { code: string; field?: string } };
  if (!error) return;
  expect(error.code).toMatch(/^[a-z_-]+$/);
  if ([400, 422].includes(status) && names[0]) expect(names).toContain(error.field);
}

async function expectAlive(before: object): Promise<void> {
  expect((await rawRequest(`${product.url}/api/health`)).status).toBe(200);
  expect(await stored()).toEqual(before);
  expect(product.output()).not.toMatch(/unhandled|uncaught|out of memory/i);
}

describe.each(names)("%s", (name) => {
  it("is refused, input by input, and nothing is written", async () => {
    const corpus = readCorpus<DoorCorpus>(name);
    const before = await stored();
    const { fields, jar } = corpus.csrf ? await csrf() : { fields: {}, jar: "" };
    const wrong: string[] = [];
    const attempts = attemptsOf(corpus, fields);
    for (const { name: input, method, path, headers, body, signedOut, ...attempt } of attempts) {
      const own = Object.fromEntries(
        Object.entries(headers).map(([key, text]) => [key, text.replace("TOKEN", token)]),
      );
      const cookies = corpus.signedIn && !signedOut ? cookie : jar;
      const all = cookies ? { cookie: cookies, ...own } : own;
      const send = () => rawRequest(product.url + path, { method, headers: all, body });
      const answer = await timed(send).catch((error: unknown) => error as Error);
      if (answer instanceof Error) wrong.push(`${input}: ${answer.message}`);
      else if (!attempt.answers.includes(answer.status))
        wrong.push(`${input}: ${answer.status} ${answer.body.slice(0, 120)}`);
      else {
        try {
          expectRefusal(answer, attempt.names, path);
        } catch (error) {
          wrong.push(`${input}: ${(error as Error).message.slice(0, 200)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(attempts.length).toBeGreaterThan(30);
    await expectAlive(before);
  });
});

async function csrf(): Promise<{ fields: Record<string, string>; jar: string }> {
  const answer = await rawRequest(`${product.url}/api/auth/csrf`);
  const { csrfToken } = JSON.parse(answer.body) as { csrfToken: string };
  const jar = (answer.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
  return { fields: { csrfToken }, jar };
}

describe("http", () => {
  interface HttpCase {
    name: string;
    answers: number[];
    values: string[];
  }
  const { cases } = readCorpus<{ cases: HttpCase[] }>("http");

  it.each(cases)("$name", async ({ values, answers }) => {
    const before = await stored();
    const wrong: string[] = [];
    for (const bytes of values) {
      const said = await rawBytes(product.url, bytes);
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0);
      if (!answers.includes(status)) {
        wrong.push(`${JSON.stringify(bytes.slice(0, 80))}: ${said.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
    await expectAlive(before);
  });
});

/** Who still sends when they are refused may be cut off before they have read the answer. */
function statusOf({ message }: Error): number | string {
  return /EPIPE|ECONNRESET/.test(message) ? 413 : message;
}

describe("actions", () => {
  interface ActionCase {
    name: string;
    ids?: string[];
    origins?: (string | null)[];
    /** Each value also as the arguments that come with a form. */
    alsoAsForm?: boolean;
    values: Long<string>[];
    answers: number[];
  }
  const { cases } = readCorpus<{ cases: ActionCase[] }>("actions");
  const manifest = JSON.parse(
    readFileSync(projectFile(".next/server/server-reference-manifest.json"), "utf8"),
  ) as { node: Record<string, unknown> };
  const known = Object.keys(manifest.node);

  it.each(cases)("$name", async ({ ids = known.slice(0, 12), origins, answers, ...given }) => {
    const before = await stored();
    const plain = given.values.map((value) => ({
      type: "text/plain;charset=UTF-8",
      body: written(value),
    }));
    const forms = given.alsoAsForm ? plain.map(({ body }) => asActionForm(body)) : [];
    const wrong: string[] = [];
    for (const id of ids) {
      for (const origin of origins ?? [product.url]) {
        for (const { type, body } of [...plain, ...forms]) {
          const headers = {
            cookie,
            "next-action": id,
            "content-type": type,
            ...(origin === null ? {} : { origin }),
          };
          const send = () =>
            rawRequest(`${product.url}/contacts`, { method: "POST", headers, body });
          const answer = await timed(send).catch((error: unknown) => error as Error);
          const status = answer instanceof Error ? statusOf(answer) : answer.status;
          const shown = answer instanceof Error ? "" : answer.body;
          if (!answers.includes(status as number) || (status !== 200 && insides.test(shown))) {
            wrong.push(
              `${id.slice(0, 6)} ${origin} ${body.slice(0, 40)}…${body.slice(-40)}: ${status} ${shown.slice(0, 80)}`,
            );
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    await expectAlive(before);
  });
});

describe("sockets", () => {
  const { handshakes, packets } = readCorpus<{
    handshakes: { answers: number[]; values: string[] };
    packets: Long<string>[];
  }>("sockets");

  it("shakes hands with nobody who does not know how", async () => {
    const answers = await Promise.all(
      handshakes.values.map((query) =>
        rawRequest(`${product.url}/socket.io/?${query}`, { headers: { cookie } }),
      ),
    );
    expect(answers.map(({ status }) => handshakes.answers.includes(status))).toEqual(
      handshakes.values.map(() => true),
    );
  });

  it("is cut or not answered, and others are served on", async () => {
    const before = await stored();
    for (const packet of packets) {
      const socket = await shakeHands(product.url, cookie);
      const answer = await say(socket, written(packet));
      expect(answer).not.toMatch(insides);
    }
    expect(await say(await shakeHands(product.url, cookie), '427["calls:refresh",{}]')).toMatch(
      /^437\[\{"ok":true/,
    );
    await expectAlive(before);
  });
});
