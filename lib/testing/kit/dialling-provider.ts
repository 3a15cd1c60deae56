/** A provider that calls by itself and plays a sound, over real HTTP: for tests alone. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { ProviderError, type AdapterContext, type CallDisposition } from "#lib/providers/contract";
import { defineProvider } from "#lib/providers/define-provider";

const settings = z.object({ country: z.string().default("UA"), url: z.url() });

/** "later": only events will tell how the call ended. */
export type DialAnswer = CallDisposition | "later" | "not-now" | "refused" | "silence";

async function post(
  ctx: { settings: z.output<typeof settings> } & Asking,
  path: string,
  body: object,
) {
  const { settings: own, signal } = ctx;
  const answer = await ctx
    .fetch(own.url + path, { method: "POST", body: JSON.stringify(body), signal })
    .catch((error: unknown) => {
      if (signal.aborted) throw new ProviderError("timeout", "No answer in time");
      throw new ProviderError("connection-lost", String(error));
    });
  const reply = (await answer.json()) as { code?: string; message?: string };
  if (!answer.ok) throw new ProviderError(reply.code ?? "refused", reply.message ?? "No");
  return reply as Record<string, string | null>;
}
type Asking = Pick<AdapterContext<unknown>, "fetch" | "signal">;

export const diallingProvider = defineProvider<z.output<typeof settings>>({
  id: "dialling",
  label: "Dialling",
  docsUrl: "https://example.com",
  settings,
  lostEnds: { ringing: 300, talking: 14_400 },
  parse: () => [],
  async uploadSound({ url }, ctx) {
    return { file: (await post(ctx, "/sounds", { url })).file! };
  },
  async dialWithSound(request, ctx) {
    const { disposition } = await post(ctx, "/dial", request);
    return { disposition: (disposition ?? null) as CallDisposition | null };
  },
  async startCampaign(request, ctx) {
    return { detail: (await post(ctx, "/campaigns", request)).detail! };
  },
});

export interface DiallingServer {
  url: string;
  /** Every number dialled, in order. */
  dialled: string[];
  /** Numbers that were dialled again while they were being dialled. */
  twiceAtOnce: string[];
  /** The most calls there were at a time. */
  mostAtOnce: number;
  /** What it answers. @default "answered" */
  answer: (number: string) => DialAnswer;
  /** How long a call takes, in ms. */
  callTakes: number;
  /** Runs in the middle of each call. */
  during: (number: string) => Promise<void>;
  started: { file: string; channels: number }[];
  close(): Promise<void>;
}

export async function startDiallingServer(): Promise<DiallingServer> {
  const busy = new Set<string>();
  const http = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    void bodyOf(request).then(async (body) => {
      if (request.url === "/sounds") return answer(...(await fetchSound(String(body.url))));
      if (request.url === "/campaigns") {
        server.started.push(body as never);
        return answer(200, { detail: "3 numbers on the list" });
      }
      const number = String(body.number);
      if (busy.has(number)) server.twiceAtOnce.push(number);
      busy.add(number);
      server.dialled.push(number);
      server.mostAtOnce = Math.max(server.mostAtOnce, busy.size);
      await server.during(number);
      await new Promise((resolve) => setTimeout(resolve, server.callTakes));
      busy.delete(number);
      const said = server.answer(number);
      if (said === "silence") return request.socket.destroy();
      if (said === "not-now") return answer(409, { code: "not-now", message: "TimeLimit" });
      if (said === "refused") return answer(403, { code: "refused", message: "No money" });
      answer(200, { disposition: said === "later" ? null : said });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const server: DiallingServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    dialled: [],
    twiceAtOnce: [],
    mostAtOnce: 0,
    answer: () => "answered",
    callTakes: 0,
    during: () => Promise.resolve(),
    started: [],
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

async function fetchSound(url: string): Promise<[number, object]> {
  const fetched = await fetch(url).catch(() => null);
  if (!fetched?.ok) return [400, { code: "refused", message: `Could not fetch ${url}` }];
  const bytes = Buffer.from(await fetched.arrayBuffer());
  if (bytes.readUInt32LE(24) !== 8000) {
    return [400, { code: "refused", message: "The sound must have 8000 samples a second" }];
  }
  return [200, { file: `77_${url.split("/").at(-1)}` }];
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}
