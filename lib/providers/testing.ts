/** The context that an adapter's tests hand in, and what they read back. */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import type {
  CallEvent,
  CommandContext,
  ConnectContext,
  LinkStatus,
  Logger,
  MessageOrigin,
  ProviderAdapter,
  RawMessage,
  WebhookAnswer,
  WebhookRequest,
} from "./contract";
import { parseNetwork } from "#lib/base/networks";
import { listOf } from "#lib/outgoing/address-rules";
import { createOutgoing } from "#lib/outgoing/client";
import { largestHookBody, tryAgain, webhookRefusal } from "./webhook-refusal";

/** The product's own way out, with permission to go to servers on this machine. */
export const { fetch: localFetch, openSocket: localSocket } = createOutgoing({
  networks: listOf(["127.0.0.0/8", "::1"].map((text) => parseNetwork(text)!)),
  hosts: new Set(),
});

export interface Harness {
  /** What `connect` returned; null where the provider has no link. */
  link: unknown;
  /** Everything that was emitted, in order, repeats too. */
  messages: RawMessage[];
  /** What the inbox would hold: of messages with equal keys the first. */
  inbox(): RawMessage[];
  statuses: LinkStatus[];
  /** Everything logged, as one text: to be searched for what must not be there. */
  logged: string[];
  command(
    settings: unknown,
    signal?: AbortSignal,
  ): CommandContext<unknown, unknown> & Pick<ConnectContext<unknown>, "emit">;
  /** A message as `parse` gets it. */
  origin(message: RawMessage): MessageOrigin;
  /** Every event of the inbox; what can't be read is left out. */
  events(): CallEvent[];
  setExtensions(extensions: readonly string[]): void;
  /** A provider's request, as the hooks door hands it on. */
  receive(request: WebhookRequest): Promise<WebhookAnswer>;
  /** A message of the vendor's script in a page. */
  deliver(raw: string): void;
  close(): void;
}

export interface HarnessOptions {
  /** Rejects when storage is to fail. */
  emit?: (messages: RawMessage[]) => Promise<void>;
  /** @default ["101"] */
  extensions?: readonly string[];
  /** @default () => new Date() */
  now?(): Date;
}

/** Opens an adapter's link, if it has one, with real sockets and everything else written down. */
export function openHarness(
  adapter: ProviderAdapter,
  settings: unknown,
  options: HarnessOptions = {},
): Harness {
  const messages: RawMessage[] = [];
  const statuses: LinkStatus[] = [];
  const logged: string[] = [];
  const ids = new Map<string, number>();
  const receivedAt = new Map<string, Date>();
  const extensions = options.extensions ?? ["101"];
  let changeExtensions: (extensions: readonly string[]) => void = () => undefined;
  const abort = new AbortController();
  const write = (fields: object, text: string) => logged.push(`${text} ${inWords(fields)}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const now = () => options.now?.() ?? new Date();
  const network = { fetch: localFetch, openSocket: localSocket };
  const common = { settings, log, ...network, now, signal: abort.signal };

  function keep({ key }: RawMessage): number {
    if (!ids.has(key)) {
      ids.set(key, ids.size + 1);
      receivedAt.set(key, now());
    }
    return ids.get(key)!;
  }
  const emit = async (batch: RawMessage[]) => {
    await options.emit?.(batch);
    messages.push(...batch);
    return batch.map(keep);
  };
  const context: ConnectContext<unknown> = {
    ...common,
    clientId: "tinycrm-test",
    emit,
    report: (status) => statuses.push(status),
    onExtensions: (listener) => {
      listener(extensions);
      changeExtensions = listener;
    },
  };
  const link = adapter.connect?.(context) ?? null;
  const inbox = () =>
    messages.filter(({ key }, index) => messages.findIndex((other) => other.key === key) === index);
  const origin = (message: RawMessage) => ({
    inboxId: keep(message),
    receivedAt: receivedAt.get(message.key) ?? now(),
  });
  return {
    link,
    messages,
    inbox,
    statuses,
    logged,
    origin,
    events: () =>
      inbox().flatMap((message) => {
        try {
          return message.refused ? [] : adapter.parse(message.raw, origin(message));
        } catch {
          return [];
        }
      }),
    setExtensions: (changed) => changeExtensions(changed),
    command: (own, signal) => ({
      ...common,
      emit,
      settings: own,
      link,
      signal: signal ? either(signal, abort.signal) : abort.signal,
    }),
    receive: (request) => adapter.receiveWebhook!(request, { ...common, emit }),
    deliver: (raw) => void emit([{ key: crypto.randomUUID(), raw }]),
    close: () => abort.abort(),
  };
}

/** Listens itself: `AbortSignal.any` would leave a time-out to the garbage collector. */
function either(...signals: AbortSignal[]): AbortSignal {
  const first = new AbortController();
  for (const signal of signals) signal.addEventListener("abort", () => first.abort());
  return first.signal;
}

/** Errors have their words in fields that JSON leaves out. */
function inWords(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part instanceof Error
      ? { ...part, message: part.message, cause: String(part.cause ?? "") }
      : part,
  );
}

/** The hooks door over real HTTP: its limits and its answers, without storage. */
export interface HookDoor {
  url: string;
  /** What was answered, in order. */
  answers: { status: number; body: string }[];
  close(): Promise<void>;
}

export async function openHookDoor(
  receive: (request: WebhookRequest) => Promise<WebhookAnswer>,
): Promise<HookDoor> {
  const answers: HookDoor["answers"] = [];
  const server = createServer(async (request, response) => {
    const answer = await answerTo(request, receive);
    answers.push(answer);
    response.writeHead(answer.status, { "content-type": "text/plain; charset=utf-8" });
    response.end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/hooks/test`,
    answers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answerTo(
  incoming: IncomingMessage,
  receive: (request: WebhookRequest) => Promise<WebhookAnswer>,
): Promise<{ status: number; body: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (body.length > largestHookBody) return { status: 413, body: "too large" };
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const query = new URL(incoming.url ?? "/", "http://door").searchParams;
  const method = incoming.method ?? "";
  try {
    return await receive({ method, headers, body: body.toString("utf8"), query });
  } catch (error) {
    const { status, ...words } = webhookRefusal(error) ?? tryAgain;
    return { status, body: JSON.stringify(words) };
  }
}

const givenPorts = new Set<number>();

/**
 * A port on which nothing listens, and that nothing is given by chance until it is used: the system hands out the
 * higher ones to links that go out (32768 and above on Linux), and a port that was free a second ago may carry one.
 * Nobody else in this process gets it either: who asks for three gets three.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (givenPorts.has(port)) continue;
    givenPorts.add(port);
    const server = createTcpServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
